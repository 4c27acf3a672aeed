import type { CardFacts, CardTable } from "./model";

const COUNT = new Intl.NumberFormat("en-US");
const AVERAGE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const FIGURE = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

/** Size classes of the Hugging Face Hub, by the number of rows each ends at. */
const SIZE_CLASSES: readonly (readonly [end: number, name: string])[] = [
  [1e3, "n<1K"],
  [1e4, "1K<n<10K"],
  [1e5, "10K<n<100K"],
  [1e6, "100K<n<1M"],
  [1e7, "1M<n<10M"],
  [1e8, "10M<n<100M"],
  [1e9, "100M<n<1B"],
];

/**
 * A dataset card in Markdown with the metadata block of the Hugging Face Hub, its tables in the form that published
 * cards use: `| Turns | Samples | Percentage |`, counts with separators, shares with one decimal.
 */
export function cardMarkdown(facts: CardFacts): string {
  const sections = [
    `---\nsize_categories:\n- ${sizeClass(facts.rowsInView)}\n---`,
    `# ${escapeCell(facts.name)}`,
    provenance(facts),
    details(facts),
    splits(facts),
    schema(facts),
    ...facts.tables.map((table) => distribution(table, facts)),
    numbers(facts),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function sizeClass(rows: number): string {
  return SIZE_CLASSES.find(([end]) => rows < end)?.[1] ?? "n>1B";
}

function provenance(facts: CardFacts): string {
  return [readingWords(facts), conditionWords(facts)].filter((words) => words !== "").join("\n\n");
}

function readingWords({ reading, rowsTotal }: CardFacts): string {
  if (reading === "whole") return "";
  const rows = `${count(rowsTotal)} ${rowsTotal === 1 ? "sample" : "samples"}`;
  return reading === "so-far"
    ? `**Not the whole dataset:** counted when only ${rows} had been read.`
    : `**Not the whole dataset:** reading ${reading === "cancelled" ? "was cancelled" : "stopped"} after ${rows}.`;
}

function conditionWords({ rowsInView, rowsTotal, conditions }: CardFacts): string {
  if (conditions.length === 0) return "";
  const share = percent(rowsInView, rowsTotal);
  return `Counted over ${count(rowsInView)} of ${count(rowsTotal)} samples (${share}): those where ${conditions.map(escapeCell).join(" and ")}.`;
}

function details(facts: CardFacts): string {
  const rows: [string, string][] = [["Samples", count(facts.rowsInView)]];
  for (const file of facts.files) {
    rows.push([
      "File",
      `${escapeCell(file.name)} (${escapeCell(file.format)}, ${count(file.sizeBytes)} bytes)`,
    ]);
  }
  if (facts.messages > 0) {
    rows.push(["Messages", count(facts.messages)]);
    rows.push(["Assistant messages", count(facts.assistantMessages)]);
    // Prompts alone have no turns.
    if (facts.assistantMessages > 0)
      rows.push(["Average turns", AVERAGE.format(facts.assistantMessages / Math.max(1, facts.rowsInView))]);
  }
  for (const entry of facts.counts) rows.push([escapeCell(entry.name), count(entry.count)]);
  return `## Dataset Details\n\n${table(["Stat", "Value"], rows)}`;
}

function splits(facts: CardFacts): string {
  if (facts.splits.length < 2) return "";
  const rows = facts.splits.map((split) => [
    escapeCell(split.name),
    count(split.rows),
    percent(split.rows, facts.rowsInView),
  ]);
  return `## Splits\n\n${table(["Split", "Samples", "Percentage"], rows)}`;
}

function schema(facts: CardFacts): string {
  const rows = facts.fields.map((field) => [
    `\`${escapeCode(field.name)}\``,
    `\`${escapeCode(field.type)}\``,
    field.filled === null ? "*not counted*" : count(field.filled),
    field.filled === null ? "" : percent(field.filled, facts.rowsInView),
  ]);
  const note = facts.fields.some(
    (field) => field.filled === null || /[<]struct|^struct|^json/.test(field.type),
  )
    ? `\n\nTypes of nested fields are read from ${facts.sampledRecords === 1 ? "the first sample" : `the first ${count(facts.sampledRecords)} samples`}.`
    : "";
  return `## Schema\n\n${table(["Field", "Type", "Samples with a value", "Percentage"], rows)}${note}`;
}

function distribution(data: CardTable, facts: CardFacts): string {
  const splits = data.hasSplits && facts.splits.length > 1 ? facts.splits : [];
  const rows = data.values.map(({ value, count: times, byFile }) => [
    value === null ? "*no value*" : value === "" ? "*empty text*" : escapeCell(value),
    count(times),
    percent(times, data.total),
    ...splits.map((split) => count(split.files.reduce((sum, file) => sum + (byFile[file] ?? 0), 0))),
  ]);
  const shown = data.values.reduce((sum, { count: times }) => sum + times, 0);
  const more = data.distinct - data.values.length;
  const rest =
    more > 0
      ? `\n\n${count(more)} more, ${count(data.total - shown)} in all (${percent(data.total - shown, data.total)}).`
      : "";
  const base = data.isOfItems
    ? `\n\nShares are of the ${count(data.total)} listed in all samples together; one sample can list several.`
    : "";
  const headings = [data.valueHeading, data.countHeading, "Percentage", ...splits.map((split) => split.name)];
  return `## ${escapeCell(data.title)}\n\n${table(headings.map(escapeCell), rows)}${rest}${base}`;
}

function numbers(facts: CardFacts): string {
  if (facts.numbers.length === 0) return "";
  const rows = facts.numbers.map(({ column, min, median, mean, p95, max }) => [
    `\`${escapeCode(column)}\``,
    ...[min, median, mean, p95, max].map((value) => FIGURE.format(value)),
  ]);
  return `## Numbers\n\n${table(["Field", "Min", "Median", "Mean", "95th percentile", "Max"], rows)}`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  // Figures stand to the right; only tables of fields have text in more than their first column.
  const isFigure = (column: number) => rows.every((row) => /^(-?[\d.,]+%?|)$/.test(row[column] ?? ""));
  const rules = headings.map((_, column) => (column > 0 && isFigure(column) ? "---:" : "---"));
  return [line(headings), `|${rules.join("|")}|`, ...rows.map(line)].join("\n");
}

function count(value: number): string {
  return COUNT.format(value);
}

/** As published cards write shares: one decimal, also where that is 0.0%. */
function percent(part: number, whole: number): string {
  return whole === 0 ? "0.0%" : `${((part / whole) * 100).toFixed(1)}%`;
}

/** Text of the data in a cell of a Markdown table: one line, none of it markup. */
function escapeCell(text: string): string {
  return oneLine(text)
    .replace(/[\\|`*<]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/\](?=[([:])/g, "\\]");
}

/** Text between backticks, where only the table's own sign needs escaping. */
function escapeCode(text: string): string {
  return oneLine(text).replaceAll("`", "'").replaceAll("|", "\\|");
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace.
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ");
}
