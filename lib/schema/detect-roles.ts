import type { Cell } from "@/lib/engine/engine";
import { type Column, type ColumnRole, OWN_COLUMNS, type RoleAssignment } from "./model";
import { ROLE_RULES, type RoleRule } from "./role-rules";
import { profileSample, type SampleProfile } from "./sample-profile";

interface Candidate {
  column: Column;
  /** Field name in snake case. */
  name: string;
  sample: SampleProfile;
}

/**
 * Which columns mean what, from their names and a sample of their values (some hundred rows are enough). A column
 * plays one role at most. Columns of a role stand in the order of how well they fit. Of Loupe's own columns only the
 * models of variants play one: they are the teachers where no column of the data names any.
 */
export function detectRoles(
  columns: readonly Column[],
  sample: (column: string) => readonly Cell[],
): RoleAssignment {
  const candidates: Candidate[] = columns.flatMap((column) =>
    column.field === null
      ? []
      : [{ column, name: snakeCase(column.field), sample: profileSample(sample(column.name)) }],
  );
  const taken = new Set<Candidate>();
  const roles: Partial<Record<ColumnRole, readonly string[]>> = {};
  for (const rule of ROLE_RULES) {
    const found = candidatesOf(
      rule,
      candidates.filter((candidate) => !taken.has(candidate)),
    );
    if (found.length === 0) continue;
    for (const candidate of found) taken.add(candidate);
    roles[rule.role] = found.map((candidate) => candidate.column.name);
  }
  roles.teacher ??= ownTeachers(columns, sample);
  if (roles.teacher === undefined) delete roles.teacher;
  return roles;
}

function ownTeachers(
  columns: readonly Column[],
  sample: (column: string) => readonly Cell[],
): readonly string[] | undefined {
  const own = columns.find(({ field, name }) => field === null && name === OWN_COLUMNS.models);
  return own !== undefined && profileSample(sample(own.name)).meanLength > 0 ? [own.name] : undefined;
}

function candidatesOf(rule: RoleRule, candidates: readonly Candidate[]): Candidate[] {
  const fitting = candidates.filter(({ column, name, sample }) => rule.accepts(column.type, sample, name));
  const named = fitting
    .filter(({ name }) => rule.names.includes(name))
    .sort((a, b) => rule.names.indexOf(a.name) - rule.names.indexOf(b.name));
  const { pattern } = rule;
  const found =
    named.length > 0 || pattern === undefined ? named : fitting.filter(({ name }) => pattern.test(name));
  return found.slice(0, rule.most);
}

/** `teacherModel`, `Teacher Model` and `teacher-model` as `teacher_model`. */
function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s.-]+/g, "_")
    .toLowerCase();
}
