import type { Column } from "./model";

/** Characters of a long text that the index keeps; the rest stays in the file. */
export const PREVIEW_CHARS = 160;

/** How the cells of a column are cut, in words behind its name; null where they are whole. */
export function cutWords({ stored, field, type }: Column): string | null {
  if (stored === "full") return null;
  if (type === "json") return `long ones cut to ${PREVIEW_CHARS} characters`;
  const start = `first ${PREVIEW_CHARS} characters`;
  if (type === "list<text>") return `${start} of each`;
  return field === null ? `${start} on one line` : start;
}
