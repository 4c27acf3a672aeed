import type { Value } from "@/lib/format/value";
import { CONTENT_FIELDS, ROLE_FIELDS } from "./field-names";
import type { Layout } from "./raw-message";
import { findRoleWord } from "./role-words";

const PROBED_ITEMS = 32;
/** A role field takes few values; more than this and it is something else. */
const MOST_ROLES = 8;

interface FieldStats {
  texts: number;
  characters: number;
  /** Values with a space in them: sentences have some, ids and times have none. */
  spaced: number;
  /** Values that are role words Loupe knows. */
  roleWords: number;
  values: Set<string>;
}

/**
 * For lists of objects whose field names say nothing: the field that takes few, role-like values, and the one that
 * holds text. Content decides, names decide ties. Null when the list is no conversation.
 */
export function detectLayout(list: Value): Layout | null {
  const stats = new Map<string, FieldStats>();
  let objects = 0;
  for (let i = 0; i < Math.min(list.size, PROBED_ITEMS); i++) {
    const item = list.item(i);
    if (item === null || item.kind !== "object") continue;
    objects++;
    for (const [name, value] of item.fields()) collect(stats, name, value);
  }
  if (objects === 0) return null;
  const role = pickBest(stats, (name, field) => roleScore(name, field, objects));
  if (role === null) return null;
  const content = pickBest(stats, (name, field) => (name === role ? 0 : contentScore(name, field)));
  return content === null ? null : { role, content };
}

function collect(stats: Map<string, FieldStats>, name: string, value: Value): void {
  if (value.kind !== "text") return;
  let field = stats.get(name);
  if (field === undefined) {
    field = { texts: 0, characters: 0, spaced: 0, roleWords: 0, values: new Set() };
    stats.set(name, field);
  }
  const { length } = value;
  field.texts++;
  field.characters += length;
  if (value.text().includes(" ")) field.spaced++;
  if (length > 64 || field.values.size > MOST_ROLES) return;
  const word = value.text();
  field.values.add(word);
  if (findRoleWord(word) !== null) field.roleWords++;
}

/** Above 0 only when most items hold a role word here; a known name adds less than one item in ten. */
function roleScore(name: string, field: FieldStats, objects: number): number {
  if (field.values.size > MOST_ROLES || field.texts < objects / 2) return 0;
  const share = field.roleWords / objects;
  if (share < 0.5) return 0;
  return share + nameBonus(name, ROLE_FIELDS);
}

function contentScore(name: string, field: FieldStats): number {
  const mean = field.characters / field.texts;
  if (mean === 0) return 0;
  return field.spaced / field.texts + (1 - 1 / (1 + mean / 100)) / 2 + nameBonus(name, CONTENT_FIELDS);
}

function nameBonus(name: string, names: readonly string[]): number {
  const place = names.indexOf(name.toLowerCase());
  return place < 0 ? 0 : 0.09 - place * 0.01;
}

function pickBest(
  stats: Map<string, FieldStats>,
  score: (name: string, field: FieldStats) => number,
): string | null {
  let best: string | null = null;
  let bestScore = 0;
  for (const [name, field] of stats) {
    const points = score(name, field);
    if (points > bestScore) {
      best = name;
      bestScore = points;
    }
  }
  return best;
}
