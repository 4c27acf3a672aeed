// npm run bench [-- NAME...] [--repetitions 5]
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ensureChromium } from "../run/find-chromium.mjs";
import type { Benchmark } from "./benchmark";
import { diffTexts } from "./diff-texts";
import { openJsonl } from "./open-jsonl";
import { openRecords } from "./open-records";
import { overview } from "./overview";
import { mergeSections, reportSection } from "./report";
import { startServer } from "./start-server";

const BENCHMARKS: readonly Benchmark[] = [openJsonl, openRecords, diffTexts, overview];
const RESULTS = "e2e/bench/RESULTS.md";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repetitions: { type: "string", default: "5" } },
});
const repetitions = Number(values.repetitions);
const chosen = BENCHMARKS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (chosen.length === 0 || !Number.isInteger(repetitions) || repetitions < 1) {
  console.error(
    `usage: npm run bench [-- NAME...] [--repetitions N]\nbenchmarks: ${BENCHMARKS.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}

const chromiumPath = ensureChromium();
const server = await startServer();
try {
  const sections: string[] = [];
  for (const benchmark of chosen) {
    console.log(`${benchmark.name}, ${repetitions} repetitions`);
    const section = reportSection(await benchmark.run({ repetitions, origin: server.origin, chromiumPath }));
    console.log(`\n${section}\n`);
    sections.push(section);
  }
  const existing = existsSync(RESULTS) ? await readFile(RESULTS, "utf8") : "";
  await writeFile(RESULTS, mergeSections(existing, sections));
} finally {
  server.stop();
}
