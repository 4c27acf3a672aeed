import { type Benchmark, type BenchmarkOptions, type Measurement, median } from "./benchmark";
import { type DataFile, IPW, pathOf, provideFiles, TULU_MLT_JSONL } from "./data-files";
import { type PageRun, runInPage } from "./full-page";
import {
  fileWords,
  firstRowsMeasurement,
  firstRowsOf,
  indexedMeasurement,
  logRun,
  sessionMeasurements,
} from "./full-report";
import { KnownBrowser, type KnownRun } from "./known-browser";
import { loadJsonNatively } from "./native-run";
import { readAlone } from "./read-alone";

const INDEXED_TARGET = 1;
const MEMORY_TARGET_MB = 700;
/** Of the time that it took to read the file. */
const REOPENED_TARGET = 0.1;
const TIMEOUT_SECONDS = 300;

/** The JSONL files at full size: opened and read, beside native DuckDB. */
export const fullJsonl: Benchmark = {
  name: "full-jsonl",
  async run(options) {
    await provideFiles([IPW, TULU_MLT_JSONL]);
    const known = await KnownBrowser.start(options.origin, options.chromiumPath, IPW);
    const [small, large] = await runFiles(known, options).finally(() => known.close());
    const native = (ms: readonly number[]) => ({
      ms,
      name: "native CREATE TABLE AS read_json_auto",
      targetRatio: INDEXED_TARGET,
    });
    return {
      title: "JSONL at full size",
      facts: [
        `${await fileWords(IPW)}; ${await fileWords(TULU_MLT_JSONL)}; medians of ${options.repetitions} runs, each in a new browser and a new database, in turns; of memory and tasks the greatest. Chromium ${large.pages[0]?.chromiumVersion ?? "?"}.`,
        "“Only read” is a page that reads both halves of the file at once into the same memory again and again: what it takes, no page can go below.",
        "A browser in which Loupe was used before has the program's code compiled on its disk; opened again is the same file in that browser, which kept its index.",
        "The native table holds the full text and no facts about conversations. Memory is the peak of the tab's process with all its workers (VmHWM), the program's own pages included, while the file is read, a record is read and the last row is shown.",
      ],
      measurements: [
        indexedMeasurement(IPW, small.pages, native(small.nativeMs), TIMEOUT_SECONDS),
        ...knownMeasurements(IPW, small),
        readMeasurement(IPW, small),
        ...sessionMeasurements(IPW, small.pages, null),
        indexedMeasurement(TULU_MLT_JSONL, large.pages, native(large.nativeMs), TIMEOUT_SECONDS),
        ...knownMeasurements(TULU_MLT_JSONL, large),
        readMeasurement(TULU_MLT_JSONL, large),
        firstRowsMeasurement(TULU_MLT_JSONL, firstRowsOf(large.pages, TIMEOUT_SECONDS), {
          file: IPW,
          firstRows: firstRowsOf(small.pages, TIMEOUT_SECONDS),
        }),
        ...sessionMeasurements(TULU_MLT_JSONL, large.pages, MEMORY_TARGET_MB),
      ],
    };
  },
};

interface FileRuns {
  pages: PageRun[];
  known: KnownRun[];
  nativeMs: number[];
  readMs: number[];
}

function knownMeasurements(file: DataFile, { known, nativeMs }: FileRuns): Measurement[] {
  const indexed = median(known.map(({ indexedMs }) => indexedMs));
  return [
    {
      name: `${file.name}: every row indexed, in a browser in which Loupe was used before`,
      loupe: indexed,
      against: median(nativeMs),
      other: "native CREATE TABLE AS read_json_auto",
      targetRatio: INDEXED_TARGET,
    },
    {
      name: `${file.name}: opened again`,
      loupe: median(known.map(({ reopenedMs }) => reopenedMs)),
      against: indexed,
      other: "every row indexed, in that browser",
      targetRatio: REOPENED_TARGET,
    },
  ];
}

function readMeasurement(file: DataFile, { readMs, nativeMs }: FileRuns): Measurement {
  return {
    name: `${file.name}: only read`,
    loupe: median(readMs),
    against: median(nativeMs),
    other: "native CREATE TABLE AS read_json_auto",
    targetRatio: null,
  };
}

async function runFiles(
  known: KnownBrowser,
  options: BenchmarkOptions,
): Promise<[small: FileRuns, large: FileRuns]> {
  return [await runFile(IPW, known, options), await runFile(TULU_MLT_JSONL, known, options)];
}

async function runFile(
  file: DataFile,
  knownBrowser: KnownBrowser,
  { repetitions, origin, chromiumPath }: BenchmarkOptions,
): Promise<FileRuns> {
  const pages: PageRun[] = [];
  const known: KnownRun[] = [];
  const nativeMs: number[] = [];
  const readMs: number[] = [];
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    // In turns, so that both see the same machine.
    const page = await runInPage({
      ...{ origin, chromiumPath, file, timeoutSeconds: TIMEOUT_SECONDS, changes: [] },
    });
    const native = await loadJsonNatively(pathOf(file));
    logRun(file, repetition, page, native);
    pages.push(page);
    nativeMs.push(native);
    known.push(await knownBrowser.openTwice(file));
    readMs.push(await readAlone(origin, chromiumPath, pathOf(file)));
  }
  return { pages, known, nativeMs, readMs };
}
