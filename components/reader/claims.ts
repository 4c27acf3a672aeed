import type { ConversationFacts } from "@/lib/conversation/model";
import type { Value } from "@/lib/format/value";
import { type Column, type ColumnRole, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema/model";

/** What a record says of itself in one column, or what was counted where it says nothing. */
export interface Claim {
  role: ColumnRole;
  column: Column;
  /** "teacher", or the name of the field where several columns play the role, or the role says more than the data. */
  label: string;
  /** Texts as in the record, numbers with their digits; null where the field holds null or is missing. */
  values: readonly (string | null)[];
  isNumber: boolean;
  /** Said beside the values. */
  note: string | null;
}

const ROLES: readonly ColumnRole[] = [
  "id",
  "category",
  "source",
  "teacher",
  "success",
  "tokens",
  "latency",
  "cost",
  "energy",
  "turns",
  "tools",
];

/** What a record claims, by role, in a fixed order. Turns, tools and models are counted where no field tells them. */
export function claimsOf(
  record: Value,
  facts: ConversationFacts,
  columns: readonly Column[],
  roles: RoleAssignment,
): readonly Claim[] {
  return ROLES.flatMap((role) => {
    const names = roles[role] ?? [];
    const claims = names.flatMap((name): Claim[] => {
      const column = columns.find((candidate) => candidate.name === name);
      if (column === undefined) return [];
      // A reward or a label is no success in so many words: only its own name says what the mark is made of.
      const isToldByRole = names.length === 1 && role !== "success";
      const label = isToldByRole ? role : (column.field ?? role);
      return [claimOf(role, label, column, record, facts)];
    });
    if (role === "turns" && claims.length === 0 && facts.messages > 0)
      return counted(role, "turns", OWN_COLUMNS.turns, [String(facts.turns)], true, columns);
    if (role === "tools" && facts.tools.length > 0)
      return [...claims, ...counted(role, "calls", OWN_COLUMNS.tools, facts.tools, false, columns)];
    return claims;
  });
}

function claimOf(
  role: ColumnRole,
  label: string,
  column: Column,
  record: Value,
  facts: ConversationFacts,
): Claim {
  const base = { role, label, column };
  if (column.field === null) return { ...base, values: facts.models, isNumber: false, note: null };
  const value = record.get(column.field);
  const differs = role === "turns" && facts.problems.includes("turn count differs");
  return {
    ...base,
    values: value === null ? [null] : textsOf(value),
    isNumber: value?.kind === "number",
    note: differs ? `${facts.turns.toLocaleString("en")} counted` : null,
  };
}

function textsOf(value: Value): readonly (string | null)[] {
  switch (value.kind) {
    case "null":
      return [null];
    case "list":
      return [...value.items()].flatMap((item) => (isScalar(item) ? [item.text()] : []));
    case "object":
      return [];
    case "boolean":
    case "number":
    case "text":
      return [value.text()];
  }
}

function isScalar({ kind }: Value): boolean {
  return kind === "text" || kind === "number" || kind === "boolean";
}

function counted(
  role: ColumnRole,
  label: string,
  name: string,
  values: readonly string[],
  isNumber: boolean,
  columns: readonly Column[],
): Claim[] {
  const column = columns.find((candidate) => candidate.name === name);
  return column === undefined ? [] : [{ role, label, column, values, isNumber, note: null }];
}
