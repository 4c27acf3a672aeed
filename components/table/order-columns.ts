import type { Cell } from "@/lib/engine/engine";
import { isMarkColumn, MARK_COLUMNS } from "@/lib/schema/mark-columns";
import { type Column, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema/model";
import { formatCount, formatNumber } from "../ui/format-number";

const HIDDEN_AT_FIRST: ReadonlySet<string> = new Set([
  OWN_COLUMNS.file,
  OWN_COLUMNS.offset,
  OWN_COLUMNS.length,
  OWN_COLUMNS.hash,
  OWN_COLUMNS.roles,
  OWN_COLUMNS.messages,
  OWN_COLUMNS.assistantChars,
]);

/** Roles whose columns come first, in this order; the prompt and reply follow, then everything else. */
const LEADING_ROLES = [
  "id",
  "category",
  "teacher",
  "labels",
  "success",
  "source",
  "turns",
  "rating",
] as const;

export interface ColumnLayout {
  order: readonly string[];
  hidden: readonly string[];
}

/** What was seen of the rows of a dataset. */
export interface SeenRows {
  /** Columns without any value, as far as known. */
  empty: readonly string[];
  /** Whether any of the first rows holds a conversation. */
  haveConversations: boolean;
}

/** Whether any of the first rows of a dataset holds a conversation; true while there are none. */
export function haveConversations(rows: readonly Readonly<Record<string, Cell>>[]): boolean {
  return rows.length === 0 || rows.some((row) => Number(row[OWN_COLUMNS.messages]) > 0);
}

/**
 * The order a person meets a new dataset in: what it is about first, then how long, then its other fields; those first
 * where no conversation tells what it is about, and what is measured of conversations is hidden then. So are measured
 * columns that are empty.
 */
export function layoutColumns(
  columns: readonly Column[],
  roles: RoleAssignment,
  { empty, haveConversations }: SeenRows = { empty: [], haveConversations: true },
): ColumnLayout {
  const known = new Set(columns.map((column) => column.name));
  const order: string[] = [];
  const add = (name: string) => {
    if (name !== OWN_COLUMNS.row && known.delete(name)) order.push(name);
  };
  // Where records are no objects, this is all there is to read.
  add(OWN_COLUMNS.value);
  // Present only where it says something the row number does not.
  add(OWN_COLUMNS.line);
  for (const { name } of columns) if (isMarkColumn(name)) add(name);
  for (const role of LEADING_ROLES) for (const name of roles[role] ?? []) add(name);
  const measured = [OWN_COLUMNS.prompt, OWN_COLUMNS.reply, OWN_COLUMNS.turns, OWN_COLUMNS.chars];
  const fields = columns.flatMap((column) => (column.field === null ? [] : [column.name]));
  for (const name of haveConversations ? [...measured, ...fields] : [...fields, ...measured]) add(name);
  for (const name of [OWN_COLUMNS.tools, OWN_COLUMNS.problems, OWN_COLUMNS.fileName]) add(name);
  for (const column of columns) add(column.name);
  const measuredTwice = roles.turns?.length ? [OWN_COLUMNS.turns] : [];
  // Empty but for records with several answers, whose models are then the teachers.
  const models = roles.teacher?.includes(OWN_COLUMNS.models) ? [] : [OWN_COLUMNS.models];
  const own = new Set(columns.flatMap((column) => (column.field === null ? [column.name] : [])));
  const unused = empty.filter((name) => own.has(name));
  const ofNothing = haveConversations ? [] : [...measured, OWN_COLUMNS.tools];
  const hidden = new Set<string>([...HIDDEN_AT_FIRST, ...measuredTwice, ...models, ...unused, ...ofNothing]);
  return { order, hidden: order.filter((name) => hidden.has(name)) };
}

/** Characters of the longest number in each column of the first rows, as cells show it. */
export function longestNumbers(rows: readonly Readonly<Record<string, Cell>>[]): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const row of rows)
    for (const [name, cell] of Object.entries(row)) {
      if (typeof cell !== "number" && typeof cell !== "bigint") continue;
      const { length } = typeof cell === "bigint" ? formatCount(cell) : formatNumber(cell);
      longest.set(name, Math.max(length, longest.get(name) ?? 0));
    }
  return longest;
}

/**
 * First width of a column, in pixels, by what it holds and by the name over it. `numberChars`: of its longest number, of
 * which no digit may be out of sight.
 */
export function initialWidth(column: Column, label: string, numberChars = 0): number {
  if (column.name === MARK_COLUMNS.starred) return 72;
  if (column.name === OWN_COLUMNS.prompt || column.name === OWN_COLUMNS.reply) return 320;
  const fromName = 44 + label.length * 7;
  const byType = column.type === "json" ? 220 : column.type.startsWith("list") ? 160 : 0;
  const text = column.type === "text" ? (column.stored === "preview" ? 280 : 160) : 0;
  const date = column.type === "date" ? 104 : column.type === "timestamp" ? 172 : 0;
  const number = numberChars === 0 ? 0 : 20 + numberChars * 8;
  return Math.min(320, Math.max(84, Math.min(fromName, 200), byType, text, date, number));
}
