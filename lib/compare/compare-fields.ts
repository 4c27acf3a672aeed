/** A field of one side. */
export interface SideField {
  name: string;
  /** As dataset cards write types: "string", "list<struct<role: string>>". */
  type: string;
  /** Rows in view with a value; null for a field that is no column of the index. */
  filled: number | null;
}

export interface FieldComparison {
  name: string;
  /** null where the side has no such field. */
  a: SideField | null;
  b: SideField | null;
  kind: "same" | "type-differs" | "only-a" | "only-b";
}

const ORDER: readonly FieldComparison["kind"][] = ["only-a", "only-b", "type-differs", "same"];

/**
 * The fields of both sides by name: those of one side only first, then those of two types. What nested values hold
 * was read from some records only, so two nested types differ only where their outer kinds do.
 */
export function compareFields(a: readonly SideField[], b: readonly SideField[]): FieldComparison[] {
  const right = new Map(b.map((field) => [field.name, field]));
  const left = new Set(a.map(({ name }) => name));
  const fields = [
    ...a.map((field) => comparison(field.name, field, right.get(field.name) ?? null)),
    ...b.filter(({ name }) => !left.has(name)).map((field) => comparison(field.name, null, field)),
  ];
  // Sorting is stable: fields of a kind keep their order.
  return fields.sort((x, y) => ORDER.indexOf(x.kind) - ORDER.indexOf(y.kind));
}

function comparison(name: string, a: SideField | null, b: SideField | null): FieldComparison {
  if (a === null || b === null) return { name, a, b, kind: a === null ? "only-b" : "only-a" };
  return { name, a, b, kind: isOneType(a.type, b.type) ? "same" : "type-differs" };
}

function isOneType(a: string, b: string): boolean {
  const [left, right] = [outerType(a), outerType(b)];
  // Records that hold nothing in the field tell nothing about it: "list<null>" may be any list.
  return left === right || mayBe(left, right) || mayBe(right, left);
}

function mayBe(open: string, type: string): boolean {
  const known = open.replace(/null>*$/, "");
  return known !== open && type.startsWith(known);
}

function outerType(type: string): string {
  return type.replace(/struct<.*>/, "struct");
}
