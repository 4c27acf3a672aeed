import { readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import type { BenchmarkResult, Measurement } from "./benchmark";

const HEADING = `# Benchmark results

Written by \`npm run bench\`, which replaces the sections of the benchmarks it runs. Times are milliseconds.
`;

/** A benchmark as a section of RESULTS.md. */
export function reportSection(result: BenchmarkResult): string {
  const lines = result.measurements.map((measurement) => {
    const { name, loupeMs, otherMs, other, targetRatio } = measurement;
    const ratio = ratioOf(measurement);
    const target = targetRatio === null ? "" : `≤ ${targetRatio}×`;
    const verdict = targetRatio === null || ratio === null ? "" : ratio <= targetRatio ? "met" : "missed";
    const cells = [
      name,
      ms(loupeMs),
      other,
      otherMs === null ? "" : ms(otherMs),
      ratio === null ? "" : `${ratio.toFixed(2)}×`,
      target,
      verdict,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    `## ${result.title}`,
    `${machine()}.`,
    ...result.facts,
    [
      "| what | Loupe | held against | | ratio | target | |",
      "| --- | ---: | --- | ---: | ---: | --- | --- |",
      ...lines,
    ].join("\n"),
  ].join("\n\n");
}

/** The results file with these sections in place of those of the same title; other sections stay. */
export function mergeSections(existing: string, sections: readonly string[]): string {
  const titleOf = (section: string) => section.split("\n", 1)[0] ?? "";
  const kept = existing.split(/^(?=## )/m).filter((section) => section.startsWith("## "));
  const merged = new Map(kept.map((section) => [titleOf(section), section.trimEnd()]));
  for (const section of sections) merged.set(titleOf(section), section);
  return `${[HEADING.trimEnd(), ...merged.values()].join("\n\n")}\n`;
}

function ratioOf({ loupeMs, otherMs }: Measurement): number | null {
  return otherMs === null || otherMs === 0 ? null : loupeMs / otherMs;
}

function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US");
}

/** The machine and the versions that matter, with the date. */
function machine(): string {
  const processors = cpus();
  const parts = [
    new Date().toISOString().slice(0, 10),
    `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
    `DuckDB-Wasm ${versionOf("@duckdb/duckdb-wasm")}`,
    `native DuckDB ${versionOf("@duckdb/node-api")}`,
  ];
  return parts.join(", ");
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as {
    version: string;
  };
  return version;
}
