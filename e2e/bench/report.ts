import { readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import type { BenchmarkResult, Measurement, Unfinished } from "./benchmark";

const HEADING = `# Benchmark results

Written by \`npm run bench\`, which replaces the sections of the benchmarks it runs. Times are milliseconds, MB are millions of bytes.
`;

/** A benchmark as a section of RESULTS.md. */
export function reportSection(result: BenchmarkResult): string {
  const lines = result.measurements.map((measurement) => {
    const { name, unit, loupe, against, other, targetRatio } = measurement;
    const ratio = ratioOf(measurement);
    const target = targetRatio === null ? "" : `≤ ${ratioText(targetRatio)}`;
    const cells = [
      name,
      amount(loupe, unit),
      other,
      against === null ? "" : amount(against, unit),
      ratio === null ? "" : ratioText(ratio),
      target,
      verdict(measurement, ratio),
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

function ratioOf({ loupe, against }: Measurement): number | null {
  return typeof loupe !== "number" || typeof against !== "number" || against === 0 ? null : loupe / against;
}

function ratioText(ratio: number): string {
  return `${Number(ratio.toFixed(2))}×`;
}

function verdict({ loupe, against, targetRatio }: Measurement, ratio: number | null): string {
  if (targetRatio === null || against === null) return "";
  if (typeof loupe !== "number") return "missed";
  // Loupe came to an end where the other did not, which is better than any ratio, and none that was asked for.
  if (ratio === null) return "not comparable";
  return ratio <= targetRatio ? "met" : "missed";
}

function amount(value: number | Unfinished, unit: Measurement["unit"]): string {
  if (typeof value !== "number") return value.reason;
  const text = value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en-US");
  return unit === "MB" ? `${text} MB` : text;
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
