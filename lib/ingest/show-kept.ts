import { type EnginePlace, getEngine } from "@/lib/engine";
import type { KeptIndex } from "@/lib/kept";
import { TextStore } from "@/lib/previews";
import { forgetRows, showKeptIndex } from "@/lib/query";
import { findKept, type KeptDataset, type KeptParts } from "./kept-dataset";
import type { PlacedTexts } from "./placed-texts";

/**
 * Shows the index that was kept when these files were read before, in a place, with the texts beside it. Null when they
 * have to be read. `onLost` is told when the browser gives the index up.
 */
export async function showKept(
  parts: KeptParts,
  totalBytes: number,
  { place, texts }: { place: EnginePlace; texts: PlacedTexts },
  onLost: (kept: KeptIndex<KeptDataset>) => void,
): Promise<KeptIndex<KeptDataset> | null> {
  const kept = await findKept(parts, totalBytes);
  if (kept === null) return null;
  const engine = await getEngine(place);
  try {
    await showKeptIndex(engine.urgent(), kept.file, kept.rows, () => onLost(kept));
  } catch {
    await kept.discard();
    return null;
  }
  const store = TextStore.restore(kept.texts, kept.payload.texts, () => onLost(kept));
  await texts.place(engine, store);
  await forgetRows(engine);
  return kept;
}
