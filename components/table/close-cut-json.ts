const CUT = "…";

/**
 * The beginning of a JSON text, cut anywhere and ended by "…", with all that is open closed: `{"a": [1, {"b": "so f…`
 * becomes `{"a": [1, {"b": "so f…"}]}`. What is not whole and no text is left out. Null for text that is no such beginning.
 */
export function closeCutJson(text: string): string | null {
  if (!text.endsWith(CUT)) return null;
  const begun = text.slice(0, -CUT.length);
  const open: ("}" | "]")[] = [];
  /** Up to where everything is whole, and what is open there. */
  let whole = { end: 0, open: "" };
  const noteWhole = (end: number) => {
    whole = { end, open: open.toReversed().join("") };
  };
  let isKey = false;
  let at = 0;
  while (at < begun.length) {
    const sign = begun[at] as string;
    switch (sign) {
      case "{":
      case "[":
        open.push(sign === "{" ? "}" : "]");
        isKey = sign === "{";
        noteWhole(++at);
        break;
      case "}":
      case "]":
        open.pop();
        isKey = false;
        noteWhole(++at);
        break;
      case ",":
        // What stands before it was a number or a word: only now it is known to be whole.
        if (!isKey) noteWhole(at);
        isKey = open.at(-1) === "}";
        at++;
        break;
      case ":":
        isKey = false;
        at++;
        break;
      case '"': {
        const end = endOfText(begun, at);
        if (end < 0) {
          if (isKey) return closed(begun, whole);
          const isEscapeCut = /(?:^|[^\\])(?:\\\\)*(?:\\|\\u[\da-fA-F]{0,3})$/.exec(begun.slice(at));
          const upTo = isEscapeCut === null ? begun.length : begun.lastIndexOf("\\");
          return `${begun.slice(0, upTo)}${CUT}"${open.toReversed().join("")}`;
        }
        at = end;
        if (!isKey) noteWhole(at);
        break;
      }
      default:
        at++;
    }
  }
  return closed(begun, whole);
}

function closed(text: string, whole: { end: number; open: string }): string | null {
  return whole.end === 0 ? null : `${text.slice(0, whole.end)}${whole.open}`;
}

/** Behind the quote that ends the text which begins at `start`; -1 when it does not end. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}
