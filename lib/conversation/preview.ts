import type { Value } from "@/lib/format/value";
import { PREVIEW_CHARS } from "@/lib/schema/cut-words";
import { textOf } from "./content-walk";

/** The first 160 characters of a message's text on one line; null when it has none. */
export function previewOf(pieces: readonly Value[] | null): string | null {
  if (pieces === null) return null;
  let start = "";
  for (const piece of pieces) {
    const text = startOf(piece);
    start = start === "" ? text : `${start}\n${text}`;
    if (start.length >= 2 * PREVIEW_CHARS) break;
  }
  if (start === "") return null;
  return onOneLine(firstCharacters(start));
}

/** The text from its first character that is no white space: all of it, or enough for a preview. */
function startOf(piece: Value): string {
  if (piece.kind !== "text") return textOf(piece).trimStart();
  const start = piece.head(2 * PREVIEW_CHARS).trimStart();
  return start.length >= 2 * PREVIEW_CHARS ? start : piece.text().trimStart();
}

function firstCharacters(text: string): string {
  // A code point takes one unit or two.
  const units = text.slice(0, 2 * PREVIEW_CHARS);
  if (!/[\ud800-\udfff]/.test(units)) return units.slice(0, PREVIEW_CHARS);
  return [...units].slice(0, PREVIEW_CHARS).join("").toWellFormed();
}

/** Line ends and tabs, with the white space after them, become one space. */
function onOneLine(text: string): string {
  if (!text.includes("\n") && !text.includes("\t") && !text.includes("\r")) return text;
  return text.replace(/[\n\r\t\v\f]\s*/g, " ").trimEnd();
}
