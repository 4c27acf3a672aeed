/** One line of the results: what Loupe took beside what it is held against. */
export interface Measurement {
  name: string;
  /** Median of Loupe, in milliseconds. */
  loupeMs: number;
  /** Median of what it is compared with; null when it stands alone. */
  otherMs: number | null;
  /** What `otherMs` is, such as "native DuckDB". */
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

/** A benchmark; further ones (full size, other viewers) are added to the list in run.ts. */
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
