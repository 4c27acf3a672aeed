import type { TextProtocol } from "./model";

/** A stretch of a message's text and what it is. Bounds are UTF-16 units, end exclusive, markers left out. */
export type TextSegment =
  | { kind: "text" | "answer"; start: number; end: number }
  | { kind: "reasoning"; start: number; end: number; closed: boolean }
  /** `start` to `end` is the text of the arguments. */
  | { kind: "call"; start: number; end: number; name: string }
  | { kind: "result"; start: number; end: number };

/** A message's text taken apart. */
export interface TextSplit {
  segments: TextSegment[];
  protocol: TextProtocol | null;
}

/** Whether a stretch holds anything but white space. */
export function isBlankRange(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

/** ASCII white space and the no-break space. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}
