import { type EnginePlace, getEngine } from "@/lib/engine";
import { tidyIndexes } from "@/lib/kept";
import type { SourceHandle } from "@/lib/source";
import type { Dataset, OpenOptions } from "./dataset";
import { OpenedDataset } from "./opened-dataset";
import { getParsePool } from "./parse-pool";
import { holdsPlace, isTaken, takePlace } from "./place-turns";
import { rehearsalFiles } from "./rehearsal";

/** Who opens a file at once is not to wait for the rehearsal. */
const REHEARSAL_DELAY_MS = 1000;
const REHEARSALS = 4;
/** Of Parquet, only what leads to the first rows has to be quick at once. */
const PARQUET_REHEARSALS = 3;

/**
 * Starts the parse workers and the engine while the person is still choosing a file, and a little later lets them
 * index a small file made for it. A dataset that is opened meanwhile does not wait for more than the step under way.
 * Where one is being opened already (`isOpening`) the engine starts when it needs it, after its first rows are on the
 * screen: to compile 27 MB keeps two cores busy for a second.
 */
export function warmUp({ isOpening }: { isOpening: boolean }): void {
  getParsePool();
  // A start that fails is told when a dataset needs it.
  if (!isOpening) getEngine().catch(() => {});
  setTimeout(() => void rehearse(), REHEARSAL_DELAY_MS);
}

/** Rounds that this page has done: what is compiled stays so until the page goes. */
let rounds = 0;

async function rehearse(): Promise<void> {
  void tidyIndexes();
  if (rounds === REHEARSALS || isTaken("main")) return;
  const { lines, parquet } = await rehearsalFiles();
  if (isTaken("main")) return;
  const options = { conversationField: null, roles: {} };
  for (; rounds < REHEARSALS; rounds++) {
    for (const file of rounds < PARQUET_REHEARSALS && parquet !== null ? [lines, parquet] : [lines]) {
      const dataset = new OpenedDataset([file], options, { place: "main", isRehearsal: true });
      await takePlace("main", dataset);
      if (!holdsPlace("main", dataset)) return;
    }
  }
}

/** Opens files as one dataset. Reading starts at once; follow it with `subscribe` and `getState`. */
export function openDataset(handles: readonly SourceHandle[], options: OpenOptions): Dataset {
  performance.mark("loupe:open");
  return openAt("main", handles, options);
}

/**
 * Opens files as the dataset that the one on the screen is compared with. Its index lies beside the other in the same
 * database, so that statements can join them. It is read once the other is: who waits for both waits no longer, and
 * who looks at the first is not held up.
 */
export function openComparedDataset(handles: readonly SourceHandle[], options: OpenOptions): Dataset {
  return openAt("compared", handles, options);
}

function openAt(place: EnginePlace, handles: readonly SourceHandle[], options: OpenOptions): Dataset {
  const dataset = new OpenedDataset(handles, options, { place, isRehearsal: false });
  void takePlace(place, dataset, place === "compared" ? ["main"] : []);
  return dataset;
}
