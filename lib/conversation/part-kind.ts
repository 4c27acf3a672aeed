/** What parts of a content may be, by the types that public data gives them. */
export type PartKind = "text" | "thought" | "refusal" | "call" | "result";

const TYPES: Readonly<Record<PartKind, readonly string[]>> = {
  text: ["", "text", "input_text", "output_text"],
  thought: ["reasoning", "thinking", "redacted_thinking"],
  refusal: ["refusal"],
  call: ["tool_use", "tool_call", "function_call", "tool-call"],
  result: ["tool_result", "tool_response", "function_call_output", "tool-result"],
};

const KINDS: ReadonlyMap<string, PartKind> = new Map(
  (Object.keys(TYPES) as PartKind[]).flatMap((kind) => TYPES[kind].map((type) => [type, kind] as const)),
);

/** The kind of a part with a type; a part without one (`""`) is a text. Null for types that Loupe does not know, and images. */
export function partKindOf(type: string): PartKind | null {
  return KINDS.get(type) ?? null;
}
