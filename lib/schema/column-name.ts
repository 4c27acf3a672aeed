/**
 * Name of the index column of a field. A leading underscore is doubled, since names with one are Loupe's own; an
 * empty key becomes "(empty)"; control characters become their printable pictures, so that NUL is "␀".
 */
export function indexColumnName(field: string): string {
  if (field === "") return "(empty)";
  const printable = field
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to show.
    .replace(/[\u0000-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/\u007f/g, "\u2421");
  return printable.startsWith("_") ? `_${printable}` : printable;
}

/**
 * Like `indexColumnName`, but none of `taken` (lower case): the database does not tell "A" from "a", so the second
 * of two such fields becomes "a (2)". Same fields in the same order, same names.
 */
export function uniqueColumnName(field: string, taken: ReadonlySet<string>): string {
  const name = indexColumnName(field);
  if (!taken.has(name.toLowerCase())) return name;
  for (let count = 2; ; count++) {
    const numbered = `${name} (${count})`;
    if (!taken.has(numbered.toLowerCase())) return numbered;
  }
}
