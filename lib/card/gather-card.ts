import type { Engine } from "@/lib/engine";
import type { Value } from "@/lib/format";
import { countValues, type Scope, spreadNumbers, totalView, type ViewTotals } from "@/lib/query";
import { columnLabel, elementType, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import { describeFields } from "./describe-fields";
import type { CardFacts, CardReading, CardTable } from "./model";
import { splitsOf } from "./split-names";

/** Tables of sources, teachers and the like end here; a line says how many more there are. */
const MAX_VALUES = 100;
/** Splits beyond this make a table too wide to read. */
const MAX_SPLIT_COLUMNS = 6;

export interface CardInput {
  engine: Engine;
  scope: Scope;
  roles: RoleAssignment;
  files: readonly { name: string; sizeBytes: number; format: string }[];
  rowsTotal: number;
  reading: CardReading;
  /** The view in words; empty when everything is in view. */
  conditions: readonly string[];
  /** Some records of the view, for the types of fields that are no columns. */
  records: readonly Value[];
  /** Fields that conversations are read from, of the same records; null where none was found. */
  conversationFields: readonly (string | null)[];
  /** Categories to list; null lists all. */
  topCategories: number | null;
}

/** Counts all that a card says over the rows in view. Rejects with EngineError, or an AbortError when `signal` fires. */
export async function gatherCard(input: CardInput, signal?: AbortSignal): Promise<CardFacts> {
  const { engine, scope, roles, files } = input;
  const totals = await totalView(engine, scope, files.length, signal);
  const splits = splitsOf(files.map((file) => file.name))
    .map((split) => ({
      ...split,
      rows: split.files.reduce((sum, file) => sum + (totals.rowsByFile[file] ?? 0), 0),
    }))
    .filter((split) => split.rows > 0);
  const counts: { name: string; count: number }[] = [];
  const tables: CardTable[] = [];

  const add = async (
    column: string,
    texts: { title: string; value: string; counted: string; several?: string },
    order: "count" | "number",
    limit: number | undefined,
    isLong = false,
  ): Promise<void> => {
    const found = await countValues(engine, scope, column, { order, limit, files: files.length }, signal);
    if (found === null || found.named === 0) return;
    if (texts.several !== undefined) counts.push({ name: texts.several, count: found.named });
    tables.push({
      title: texts.title,
      valueHeading: texts.value,
      countHeading: texts.counted,
      ...found,
      isOfItems: elementType(typeOf(scope, column)) !== null,
      hasSplits: !isLong && splits.length <= MAX_SPLIT_COLUMNS,
    });
  };

  if (totals.assistantMessages > 0) {
    const texts = { title: "Turn Distribution", value: "Turns", counted: "Samples" };
    await add(OWN_COLUMNS.turns, texts, "number", undefined);
  }
  for (const column of roles.labels ?? []) {
    const isList = elementType(typeOf(scope, column)) !== null;
    const before = tables.length;
    await add(column, labelTexts(column, isList, roles.labels), "number", undefined);
    const table = tables[before];
    const kind = /^\[([^[\]:]+):/.exec(table?.values[0]?.value ?? "")?.[1];
    if (table === undefined || kind === undefined) continue;
    // Published cards name the table after the label, not after the field that holds it.
    tables[before] = {
      ...table,
      title: table.title.replace(columnLabel(column), kind),
      valueHeading: `${kind} Label`,
    };
    counts.push({ name: `${kind} labels`, count: table.named });
  }
  for (const column of roles.source ?? []) {
    const title = titled("Source Distribution", column, roles.source);
    await add(column, { title, value: "Source", counted: "Count" }, "count", MAX_VALUES);
  }
  for (const column of roles.teacher ?? []) {
    const title = titled("Teacher Model Breakdown", column, roles.teacher);
    await add(column, { title, value: "Teacher", counted: "Count" }, "count", MAX_VALUES);
  }
  for (const column of roles.category ?? []) {
    const title = titled("Top Categories", column, roles.category);
    const several = titled("Categories", column, roles.category);
    const texts = { title, value: "Category", counted: "Count", several };
    await add(column, texts, "count", input.topCategories ?? undefined);
  }
  for (const column of roles.success ?? []) {
    await add(
      column,
      { title: "Outcome", value: columnLabel(column), counted: "Samples" },
      "count",
      MAX_VALUES,
    );
  }
  for (const column of roles.tools ?? []) {
    await add(column, { title: "Tools Used", value: "Tool", counted: "Count" }, "count", MAX_VALUES);
  }
  const measured = ["tokens", "latency", "cost", "energy", "rating"] as const;
  const numbers = await spreadNumbers(
    engine,
    scope,
    measured.flatMap((role) => roles[role] ?? []),
    signal,
  );

  return {
    name: splits.length === 1 ? (splits[0]?.name ?? "dataset") : splits.map((split) => split.name).join(", "),
    files,
    rowsInView: totals.rows,
    rowsTotal: input.rowsTotal,
    reading: input.reading,
    conditions: input.conditions,
    messages: totals.messages,
    assistantMessages: totals.assistantMessages,
    counts,
    splits,
    fields: describeFields(scope.columns, filledFields(input, totals), input.records),
    sampledRecords: input.records.length,
    tables,
    numbers,
  };
}

/** Rows with a value, by field. Of fields that are no columns only the one that conversations are read from is counted. */
function filledFields(input: CardInput, totals: ViewTotals): Map<string, number> {
  const filled = new Map<string, number>();
  for (const { name, field } of input.scope.columns) {
    if (field !== null) filled.set(field, totals.filled.get(name) ?? 0);
  }
  const [only, other] = new Set(input.conversationFields);
  if (only && other === undefined && !filled.has(only)) filled.set(only, totals.conversations);
  return filled;
}

function typeOf(scope: Scope, name: string) {
  return scope.columns.find((column) => column.name === name)?.type ?? "text";
}

function titled(title: string, column: string, columns: readonly string[] | undefined): string {
  return (columns?.length ?? 0) > 1 ? `${title}: ${columnLabel(column)}` : title;
}

function labelTexts(column: string, isList: boolean, columns: readonly string[] | undefined) {
  const title = `${columnLabel(column)} Distribution (${isList ? "All Assistant Messages" : "All Samples"})`;
  return { title: titled(title, column, columns), value: "Label", counted: "Count" };
}
