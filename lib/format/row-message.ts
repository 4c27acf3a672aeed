/** A row of a Parquet file on its way between workers: JSON on one line, and what was odd about reading it. */
export interface RowMessage {
  text: string;
  marks: readonly string[];
}

/** One text of both: the marks on a line of their own, then the row. */
export function packRow({ text, marks }: RowMessage): string {
  return `${JSON.stringify(marks)}\n${text}`;
}

/** What `packRow` was given. */
export function unpackRow(message: string): RowMessage {
  // JSON writes a line break inside a text as \n, so the first one ends the marks.
  const end = message.indexOf("\n");
  return { marks: JSON.parse(message.slice(0, end)) as string[], text: message.slice(end + 1) };
}
