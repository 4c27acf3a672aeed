import type { Page } from "@playwright/test";
import { NodeEngine } from "@/lib/query/testing/node-engine";
import { alone, type Benchmark, type Measurement, median } from "./benchmark";
import { type DataFile, pathOf, provideFiles, TULU_MLT_JSONL, TULU_MLT_PARQUET } from "./data-files";
import { BLOCKED_TARGET_MS, fileWords } from "./full-report";
import { NATIVE_THREADS, timed } from "./native-run";
import { openFile, waitForMark, withPage } from "./open-page";
import { longestTaskMs } from "./page-probe";

/** A word of one row in a hundred, and one that the generated texts do not have. */
const NEEDLES = ["lovercal", "quixotically"] as const;
const OPEN_TIMEOUT_MS = 300_000;
const SEARCH_TIMEOUT_MS = 300_000;
/** The index is kept after the last row; what that takes is not the search's. */
const KEEPING_MS = 10_000;

type Way = "chosen" | "by a link";

/** Large files by a link to the server, and searches of all their messages beside native DuckDB that looks through the file. */
export const linksAndSearches: Benchmark = {
  name: "links-and-searches",
  async run({ repetitions, origin, chromiumPath }) {
    const files = [TULU_MLT_JSONL, TULU_MLT_PARQUET];
    await provideFiles(files);
    const measurements: Measurement[] = [];
    for (const file of files) {
      const native = await searchNatively(file, repetitions);
      for (const way of ["chosen", "by a link"] as const) {
        const { opened, found } = await withPage(chromiumPath, async (page) => ({
          opened: await openIn(page, way, file, origin),
          found: await searchIn(page, repetitions),
        }));
        if (way === "by a link") measurements.push(...fromTheAddress(file, opened));
        for (const [at, needle] of NEEDLES.entries()) {
          const [ours, theirs] = [found[at], native[at]];
          if (ours?.rows !== theirs?.rows)
            throw new Error(`${needle} in ${file.name}: ${ours?.rows} rows, ${theirs?.rows} natively`);
          measurements.push({
            name: `${file.name}, ${way}: ${at === 0 ? `${ours?.rows} rows found` : "nothing found"}`,
            ...{ loupe: median(ours?.ms ?? []), against: median(theirs?.ms ?? []) },
            ...{ other: "native, count over the file", targetRatio: null },
          });
        }
      }
    }
    return {
      title: "Links and searches",
      facts: [
        `${(await Promise.all(files.map(fileWords))).join("; ")}. Medians of ${repetitions} searches for a word each, in one page that has read and kept the file; from Enter to the final count on the screen.`,
        "Neither has an index of the words. Native DuckDB reads the messages of the file and looks for the word in their contents, in lower case, with as many threads as the machine has cores for Loupe; both found the same number of rows.",
      ],
      measurements,
    };
  },
};

/** What opening took, counted from when the page began, and the longest task of the page until then. */
interface Opened {
  indexedMs: number;
  longestTaskMs: number;
}

function fromTheAddress(file: DataFile, { indexedMs, longestTaskMs }: Opened): Measurement[] {
  const name = `${file.name}, by a link`;
  return [
    alone(`${name}: every row indexed, from the address on`, indexedMs),
    {
      ...{ name: `${name}: longest task of the page, its start included`, loupe: longestTaskMs },
      ...{ against: BLOCKED_TARGET_MS, other: "the limit; 0 when none was over 50 ms", targetRatio: 1 },
    },
  ];
}

async function openIn(page: Page, way: Way, file: DataFile, origin: string): Promise<Opened> {
  if (way === "chosen") await openFile(page, origin, pathOf(file));
  else {
    await page.goto(`${origin}/browse?src=data:${file.name}`, { waitUntil: "commit" });
    if (!(await waitForMark(page, "loupe:indexed", OPEN_TIMEOUT_MS)))
      throw new Error(`${file.name} was not indexed`);
  }
  const opened = {
    indexedMs: await page.evaluate(
      () => performance.getEntriesByName("loupe:indexed")[0]?.startTime ?? Number.NaN,
    ),
    longestTaskMs: await longestTaskMs(page),
  };
  await page.waitForTimeout(KEEPING_MS);
  return opened;
}

interface Searched {
  ms: number[];
  rows: number;
}

async function searchIn(page: Page, repetitions: number): Promise<Searched[]> {
  const box = page.getByRole("searchbox", { name: "Search messages" });
  const words = page.getByRole("status", { name: "Rows in view" });
  const searched: Searched[] = [];
  for (const needle of NEEDLES) {
    const ms: number[] = [];
    let rows = Number.NaN;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      await box.fill("");
      await box.press("Enter");
      await page.waitForFunction(isWhole, null, { polling: 50 });
      await box.fill(needle);
      ms.push(
        await timed(async () => {
          await box.press("Enter");
          // Until it has begun, the count of the same search before may stand there.
          await page.waitForFunction(isUnderWay, null, { polling: 50 });
          await page.waitForFunction(isFinal, null, { polling: 50, timeout: SEARCH_TIMEOUT_MS });
        }),
      );
      rows = Number((await words.textContent())?.split(" ")[0]?.replaceAll(",", ""));
    }
    console.log(`  ${needle}: ${rows} rows, ${ms.map(Math.round).join(", ")} ms`);
    searched.push({ ms, rows });
  }
  return searched;
}

/** In the page: every row is in view. */
function isWhole(): boolean {
  const words = document.querySelector('[role=status][aria-label="Rows in view"]')?.textContent ?? "";
  const [, inView, all] = /^([\d,]+) of ([\d,]+) rows$/.exec(words) ?? [];
  return inView !== undefined && inView === all;
}

/** In the page: the search has begun, and not ended. */
function isUnderWay(): boolean {
  const words = document.querySelector('[role=status][aria-label="Rows in view"]')?.textContent ?? "";
  return /searching|found in/.test(words);
}

/** In the page: the count is final, and not of every row. */
function isFinal(): boolean {
  const words = document.querySelector('[role=status][aria-label="Rows in view"]')?.textContent ?? "";
  const [, inView, all] = /^([\d,]+) of ([\d,]+) rows$/.exec(words) ?? [];
  return inView !== undefined && inView !== all;
}

async function searchNatively(file: DataFile, repetitions: number): Promise<Searched[]> {
  const engine = await NodeEngine.start();
  try {
    await engine.execute(`SET threads = ${NATIVE_THREADS}`);
    const read = file.parquet === undefined ? "read_json_auto" : "read_parquet";
    const searched: Searched[] = [];
    for (const needle of NEEDLES) {
      const ms: number[] = [];
      let rows = Number.NaN;
      for (let repetition = 0; repetition < repetitions; repetition++)
        ms.push(
          await timed(async () => {
            const found = await engine.query(
              `SELECT count(*)::DOUBLE AS rows FROM ${read}('${pathOf(file)}') WHERE len(list_filter(messages, message -> contains(lower(message.content), '${needle}'))) > 0`,
            );
            rows = Number(found.get(0, "rows"));
          }),
        );
      searched.push({ ms, rows });
    }
    return searched;
  } finally {
    engine.close();
  }
}
