/** A time or a size that no run reached, and why: "not finished after 300 s". */
export interface Unfinished {
  reason: string;
}

/** One line of the results: what Loupe took beside what it is held against. */
export interface Measurement {
  name: string;
  /** What the numbers are of; milliseconds without it. */
  unit?: "ms" | "MB";
  /** Median of Loupe. */
  loupe: number | Unfinished;
  /** Median of what it is compared with; null when it stands alone. */
  against: number | Unfinished | null;
  /** What `against` is, such as "native DuckDB". */
  other: string;
  /** Greatest ratio of the two that is aimed at; null when nothing is promised. */
  targetRatio: number | null;
}

/** What one benchmark has to say: a heading of RESULTS.md with a table. */
export interface BenchmarkResult {
  title: string;
  /** Sentences above the table: the file, the repetitions, the rates. */
  facts: readonly string[];
  measurements: readonly Measurement[];
}

/** A benchmark, one of those listed in run.ts. */
export interface Benchmark {
  /** Name on the command line. */
  name: string;
  run(options: BenchmarkOptions): Promise<BenchmarkResult>;
}

export interface BenchmarkOptions {
  repetitions: number;
  /** Address of the running app, without a slash at the end. */
  origin: string;
  chromiumPath: string;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("no values to take the median of");
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] as number)) / 2;
}

/** Median of the runs that came to an end; when none did, that they did not. */
export function medianOrUnfinished(
  values: readonly (number | null)[],
  timeoutSeconds: number,
): number | Unfinished {
  const reached = values.filter((value) => value !== null);
  return reached.length > 0 ? median(reached) : { reason: `not finished after ${timeoutSeconds} s` };
}

/** A measurement of Loupe's that is held against nothing. */
export function alone(name: string, loupe: number): Measurement {
  return { name, loupe, against: null, other: "", targetRatio: null };
}
