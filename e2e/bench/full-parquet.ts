import type { Benchmark, BenchmarkOptions, BenchmarkResult } from "./benchmark";
import {
  ACEMATH,
  type DataFile,
  IPW,
  pathOf,
  provideFiles,
  TULU_MLT_LAYOUTS,
  TULU_MLT_PARQUET,
} from "./data-files";
import { type PageRun, runInPage } from "./full-page";
import {
  columnsMeasurements,
  fileWords,
  firstRowsMeasurement,
  firstRowsOf,
  indexedMeasurement,
  logRun,
  sessionMeasurements,
} from "./full-report";
import { ACEMATH_SHAPE, indexNatively, type ParquetShape, TULU_MLT_SHAPE } from "./native-index";

const INDEXED_TARGET = 2;
const ACEMATH_MEMORY_TARGET_MB = 1200;
const TIMEOUT_SECONDS = 600;

interface Task {
  file: DataFile;
  shape: ParquetShape;
  memoryMB: number | null;
}

/** The Parquet files at full size, beside native DuckDB that computes the same facts. */
export const fullParquet: Benchmark = {
  name: "full-parquet",
  run: (options) =>
    runTasks("Parquet at full size", options, [
      { file: TULU_MLT_PARQUET, shape: TULU_MLT_SHAPE, memoryMB: null },
      { file: ACEMATH, shape: ACEMATH_SHAPE, memoryMB: ACEMATH_MEMORY_TARGET_MB },
    ]),
};

/** One of them in other layouts. */
export const parquetLayouts: Benchmark = {
  name: "parquet-layouts",
  run: (options) =>
    runTasks(
      "Parquet in other layouts",
      options,
      TULU_MLT_LAYOUTS.map((file) => ({ file, shape: TULU_MLT_SHAPE, memoryMB: null })),
    ),
};

async function runTasks(
  title: string,
  options: BenchmarkOptions,
  tasks: readonly Task[],
): Promise<BenchmarkResult> {
  await provideFiles([IPW, ...tasks.map(({ file }) => file)]);
  const { repetitions, origin, chromiumPath } = options;
  const ipw: PageRun[] = [];
  for (let repetition = 1; repetition <= repetitions; repetition++)
    ipw.push(
      await runInPage({
        ...{ origin, chromiumPath, file: IPW, timeoutSeconds: TIMEOUT_SECONDS, changes: [] },
      }),
    );
  const small = { file: IPW, firstRows: firstRowsOf(ipw, TIMEOUT_SECONDS) };
  const measurements = [];
  const words: string[] = [];
  for (const { file, shape, memoryMB } of tasks) {
    const { pages, nativeMs } = await runFile(file, shape, options);
    const native = { ms: nativeMs, name: "native, the same facts", targetRatio: INDEXED_TARGET };
    measurements.push(
      indexedMeasurement(file, pages, native, TIMEOUT_SECONDS),
      ...columnsMeasurements(file, pages),
      firstRowsMeasurement(file, firstRowsOf(pages, TIMEOUT_SECONDS), small),
      ...sessionMeasurements(file, pages, memoryMB),
    );
    words.push(await fileWords(file));
  }
  return {
    title,
    facts: [
      `${words.join("; ")}. The number in a name is the rows of a row group. Medians of ${repetitions} runs, each in a new browser and a new database, in turns; of memory and tasks the greatest.`,
      `Chromium ${ipw[0]?.chromiumVersion ?? "?"}. Native DuckDB makes a table of previews, lengths, roles, tools, problems and hashes, and finds repeated ids and conversations. Memory is the peak of the tab's process with all its workers (VmHWM), the program's own pages included, while the file is read, a record is read and the last row is shown.`,
    ],
    measurements,
  };
}

async function runFile(
  file: DataFile,
  shape: ParquetShape,
  { repetitions, origin, chromiumPath }: BenchmarkOptions,
): Promise<{ pages: PageRun[]; nativeMs: number[] }> {
  const pages: PageRun[] = [];
  const nativeMs: number[] = [];
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    const page = await runInPage({
      ...{ origin, chromiumPath, file, timeoutSeconds: TIMEOUT_SECONDS, changes: [] },
    });
    const native = await indexNatively(pathOf(file), shape, [], []);
    logRun(file, repetition, page, native.indexMs);
    pages.push(page);
    nativeMs.push(native.indexMs);
  }
  return { pages, nativeMs };
}
