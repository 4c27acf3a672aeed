import { stat } from "node:fs/promises";
import { alone, type Measurement, median, medianOrUnfinished } from "./benchmark";
import { type DataFile, pathOf } from "./data-files";
import type { PageRun } from "./full-page";

export const BLOCKED_TARGET_MS = 100;

/** Such as "tulu-mlt.jsonl, 1,533 MB". */
export async function fileWords(file: DataFile): Promise<string> {
  const { size } = await stat(pathOf(file));
  return `${file.name}, ${Math.round(size / 1e6).toLocaleString("en-US")} MB`;
}

/** Every row indexed, beside what native DuckDB took. */
export function indexedMeasurement(
  file: DataFile,
  pages: readonly PageRun[],
  native: { ms: readonly number[]; name: string; targetRatio: number },
  timeoutSeconds: number,
): Measurement {
  return {
    name: `${file.name}: every row indexed`,
    loupe: medianOrUnfinished(
      pages.map(({ indexedMs }) => indexedMs),
      timeoutSeconds,
    ),
    against: median(native.ms),
    other: native.name,
    targetRatio: native.targetRatio,
  };
}

/** All rows in the index with the columns that come before the others, beside all columns; [] for a file without such. */
export function columnsMeasurements(file: DataFile, pages: readonly PageRun[]): Measurement[] {
  const columns = pages.map(({ columnsMs }) => columnsMs).filter((ms) => ms !== null);
  const indexed = pages.map(({ indexedMs }) => indexedMs).filter((ms) => ms !== null);
  if (columns.length === 0 || indexed.length === 0) return [];
  return [
    {
      name: `${file.name}: columns of every row filterable, but for conversations`,
      loupe: median(columns),
      against: median(indexed),
      other: "every row indexed",
      targetRatio: null,
    },
  ];
}

export function firstRowsOf(pages: readonly PageRun[], timeoutSeconds: number) {
  return medianOrUnfinished(
    pages.map(({ firstRowsMs }) => firstRowsMs),
    timeoutSeconds,
  );
}

/** First rows beside those of a small file: nothing on their way may grow with the file. */
export function firstRowsMeasurement(
  file: DataFile,
  loupe: Measurement["loupe"],
  small: { file: DataFile; firstRows: Measurement["loupe"] },
): Measurement {
  return {
    name: `${file.name}: first rows on the screen`,
    loupe,
    against: small.firstRows,
    other: `first rows of ${small.file.name}`,
    // Two runs of the same file differ by as much.
    targetRatio: 1.1,
  };
}

/** What the page's own thread did, what the tab's process held, and how long a record far in the file took. */
export function sessionMeasurements(
  file: DataFile,
  pages: readonly PageRun[],
  memoryTargetMB: number | null,
): Measurement[] {
  const measurements: Measurement[] = [
    {
      name: `${file.name}: longest task of the page while loading`,
      loupe: Math.max(...pages.map(({ blockedMs }) => blockedMs)),
      against: BLOCKED_TARGET_MS,
      other: "the limit; 0 when none was over 50 ms",
      targetRatio: 1,
    },
  ];
  const peaks = pages.map(({ peakMB }) => peakMB).filter((peak) => peak !== null);
  if (peaks.length > 0)
    measurements.push({
      name: `${file.name}: peak memory of the tab's process`,
      unit: "MB",
      loupe: Math.max(...peaks),
      against: memoryTargetMB,
      other: memoryTargetMB === null ? "" : "the limit",
      targetRatio: memoryTargetMB === null ? null : 1,
    });
  const records = pages.map(({ recordMs }) => recordMs).filter((ms) => ms !== null);
  if (records.length > 0)
    measurements.push(alone(`${file.name}: read a record nine tenths into the file`, median(records)));
  return measurements;
}

/** A line on the console about one repetition. */
export function logRun(file: DataFile, repetition: number, page: PageRun, nativeMs: number): void {
  const ms = (value: number | null) =>
    value === null ? "not reached" : `${Math.round(value).toLocaleString("en-US")} ms`;
  console.log(
    `  ${file.name}, run ${repetition}: first rows ${ms(page.firstRowsMs)}, columns ${ms(page.columnsMs)}, indexed ${ms(page.indexedMs)}, native ${ms(nativeMs)}, longest task ${ms(page.blockedMs)}, memory ${page.loadingMB?.toFixed(0) ?? "?"} MB loading, ${page.peakMB?.toFixed(0) ?? "?"} MB at most`,
  );
}
