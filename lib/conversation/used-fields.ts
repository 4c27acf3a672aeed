/** Records with ever new field names must not grow the table without end. */
const MOST_SHAPES = 512;
const interned = new Map<string, readonly string[]>();

/** The same array for the same names, so that records of one shape share it. */
export function internFields(names: readonly string[]): readonly string[] {
  const key = names.join("\u0000");
  const known = interned.get(key);
  if (known !== undefined) return known;
  const fields = [...new Set(names)];
  if (interned.size >= MOST_SHAPES) interned.clear();
  interned.set(key, fields);
  return fields;
}
