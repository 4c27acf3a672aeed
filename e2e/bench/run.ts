// npm run bench [-- [NAME...] [--full] [--peers] [--repetitions 5] [--results FILE]]
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ensureChromium } from "../run/find-chromium.mjs";
import type { Benchmark } from "./benchmark";
import { DiskError } from "./data-files";
import { diffTexts } from "./diff-texts";
import { fullJsonl } from "./full-jsonl";
import { fullParquet, parquetLayouts } from "./full-parquet";
import { fullViews } from "./full-views";
import { linksAndSearches } from "./links-and-searches";
import { openJsonl } from "./open-jsonl";
import { openRecords } from "./open-records";
import { overview } from "./overview";
import { parquetRecords } from "./parquet-records";
import { peers } from "./peers";
import { mergeSections, reportSection } from "./report";

import { startServer } from "./start-server";

/** Run when nothing else is asked for. */
const USUAL: readonly Benchmark[] = [openJsonl, openRecords, diffTexts, overview];
/** The datasets at their published sizes: gigabytes of disk, and minutes. */
const FULL: readonly Benchmark[] = [
  fullJsonl,
  fullParquet,
  parquetRecords,
  parquetLayouts,
  fullViews,
  linksAndSearches,
];
const PEERS: readonly Benchmark[] = [peers];
const ALL = [...USUAL, ...FULL, ...PEERS];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
    repetitions: { type: "string", default: "5" },
    results: { type: "string", default: "e2e/bench/RESULTS.md" },
  },
});
const repetitions = Number(values.repetitions);
const unknown = positionals.filter((name) => !ALL.some((benchmark) => benchmark.name === name));
const named = ALL.filter(({ name }) => positionals.includes(name));
const grouped = [...(values.full ? FULL : []), ...(values.peers ? PEERS : [])];
const chosen = named.length + grouped.length > 0 ? [...new Set([...named, ...grouped])] : USUAL;
if (unknown.length > 0 || !Number.isInteger(repetitions) || repetitions < 1) {
  console.error(
    `usage: npm run bench [-- [NAME...] [--full] [--peers] [--repetitions N] [--results FILE]]\n` +
      `benchmarks: ${USUAL.map(({ name }) => name).join(", ")}\n` +
      `--full: ${FULL.map(({ name }) => name).join(", ")}; --peers: ${PEERS.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}

const chromiumPath = ensureChromium();
const server = await startServer();
try {
  for (const benchmark of chosen) {
    console.log(`${benchmark.name}, ${repetitions} repetitions`);
    const section = reportSection(await benchmark.run({ repetitions, origin: server.origin, chromiumPath }));
    console.log(`\n${section}\n`);
    // After each: what was measured stays when a later one fails.
    const existing = existsSync(values.results) ? await readFile(values.results, "utf8") : "";
    await writeFile(values.results, mergeSections(existing, [section]));
  }
} catch (error) {
  if (!(error instanceof DiskError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  server.stop();
}
