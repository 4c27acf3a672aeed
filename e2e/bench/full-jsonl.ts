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
import { loadJsonNatively } from "./native-run";
import { readAlone } from "./read-alone";

const INDEXED_TARGET = 1;
const MEMORY_TARGET_MB = 700;
const TIMEOUT_SECONDS = 300;

/** The JSONL files at full size: opened and read, beside native DuckDB. */
export const fullJsonl: Benchmark = {
  name: "full-jsonl",
  async run(options) {
    await provideFiles([IPW, TULU_MLT_JSONL]);
    const small = await runFile(IPW, options);
    const large = await runFile(TULU_MLT_JSONL, options);
    const native = (ms: readonly number[]) => ({
      ms,
      name: "native CREATE TABLE AS read_json_auto",
      targetRatio: INDEXED_TARGET,
    });
    return {
      title: "JSONL at full size",
      facts: [
        `${await fileWords(IPW)}; ${await fileWords(TULU_MLT_JSONL)}; medians of ${options.repetitions} runs, each in a new browser and a new database, in turns; of memory and tasks the greatest. Chromium ${large.pages[0]?.chromiumVersion ?? "?"}.`,
        "“Only read” is a page that reads the file in slices of 16 MB, two at once, and drops them: what it takes, no page can go below.",
        "The native table holds the full text and no facts about conversations. Memory is the peak of the tab's process with all its workers (VmHWM), the program's own pages included, while the file is read, a record is read and the last row is shown.",
      ],
      measurements: [
        indexedMeasurement(IPW, small.pages, native(small.nativeMs), TIMEOUT_SECONDS),
        readMeasurement(IPW, small),
        ...sessionMeasurements(IPW, small.pages, null),
        indexedMeasurement(TULU_MLT_JSONL, large.pages, native(large.nativeMs), TIMEOUT_SECONDS),
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
  nativeMs: number[];
  readMs: number[];
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

async function runFile(
  file: DataFile,
  { repetitions, origin, chromiumPath }: BenchmarkOptions,
): Promise<FileRuns> {
  const pages: PageRun[] = [];
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
    readMs.push(await readAlone(origin, chromiumPath, pathOf(file)));
  }
  return { pages, nativeMs, readMs };
}
