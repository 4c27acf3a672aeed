/** Lines of tokens; each has its colours as `--shiki-light` and `--shiki-dark`. */
export type HighlightedCode = { content: string; style: Record<string, string> }[][];

export interface HighlightRequest {
  id: number;
  code: string;
  language: string;
}

/** `lines` is null when the language is unknown or its grammar failed. */
export interface HighlightReply {
  id: number;
  lines: HighlightedCode | null;
}
