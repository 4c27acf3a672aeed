/** An identifier as SQL, whatever it holds. The one place where names of columns and tables are quoted. */
export function quoteIdentifier(name: string): string {
  // A statement ends at NUL; the schema shows NUL in names as this sign.
  return `"${name.toWellFormed().replaceAll("\0", "\u2400").replaceAll('"', '""')}"`;
}

/** A text as a SQL expression, whatever it holds. Half a surrogate pair becomes U+FFFD, as it does in the index. */
export function quoteText(text: string): string {
  const pieces = text.toWellFormed().replaceAll("'", "''").split("\0");
  if (pieces.length === 1) return `'${pieces[0]}'`;
  return `(${pieces.map((piece) => `'${piece}'`).join(" || chr(0) || ")})`;
}

/** A double as SQL that reads back as the very same double. */
export function quoteDouble(value: number): string {
  if (Number.isNaN(value)) return "'NaN'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'Infinity'::DOUBLE" : "'-Infinity'::DOUBLE";
  // Digits without an exponent would be a DECIMAL, which rounds twice on its way to a double.
  const text = String(value);
  return text.includes("e") ? text : `${text}e0`;
}

/** A list of texts as SQL. */
export function quoteTexts(texts: readonly string[]): string {
  return `[${texts.map(quoteText).join(", ")}]::VARCHAR[]`;
}
