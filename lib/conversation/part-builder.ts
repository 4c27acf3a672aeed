import type { Value } from "@/lib/format/value";
import { type ContentSink, charsOf, messageName, textOf, walkMessage } from "./content-walk";
import { RESULT_TEXT_FIELDS } from "./field-names";
import { firstFilled } from "./filled";
import { parseHeldJson, toJsonText } from "./json-text";
import type { Message, Part } from "./model";
import { pathOf, type RawMessage } from "./raw-message";
import { readImage } from "./read-image";
import { splitText } from "./split-text";
import type { TextSegment } from "./text-segment";
import type { TurnState } from "./turn-state";

/** Decodes one message into its normal form. `state` carries what earlier messages said. */
export function buildMessage(raw: RawMessage, state: TurnState): Message {
  const builder = new PartBuilder(raw, state);
  walkMessage(raw, builder);
  state.endMessage(raw);
  return {
    role: raw.role,
    sourceRole: raw.sourceRole,
    parts: builder.parts,
    text: builder.texts.join("\n"),
    emptyContent: builder.isEmpty ? (raw.content?.kind ?? "none") : undefined,
    apart: builder.apart.length > 0 ? builder.apart.join("\n") : undefined,
    name: messageName(raw) ?? builder.toolName,
    model: modelOf(raw),
    label: null,
    chars: builder.chars,
    path: pathOf(raw),
  };
}

/** Some data names the model in each message ("model", or "metadata.model_slug" as ChatGPT exports it). */
function modelOf({ node }: RawMessage): string | null {
  const model = node?.get("model") ?? node?.get("metadata")?.get("model_slug") ?? null;
  return model?.kind === "text" && model.length > 0 ? model.text() : null;
}

class PartBuilder implements ContentSink {
  readonly parts: Part[] = [];
  readonly texts: string[] = [];
  /** What `chars` counts besides the texts. */
  readonly apart: string[] = [];
  chars = 0;
  /** Tool that a tool message answers for, found through its call. */
  toolName: string | null = null;

  constructor(
    private readonly raw: RawMessage,
    private readonly state: TurnState,
  ) {}

  get isEmpty(): boolean {
    return this.parts.every(
      (part) => (part.kind === "text" || part.kind === "refusal") && part.text.trim() === "",
    );
  }

  text(value: Value): void {
    const text = textOf(value);
    this.chars += charsOf(value);
    this.texts.push(text);
    const split = splitText(text, this.raw.role, this.state);
    if (split === null) {
      if (text !== "") this.parts.push({ kind: "text", text });
      return;
    }
    if (split.protocol !== null) this.state.noteProtocol(split.protocol);
    for (const segment of split.segments) this.addSegment(text, segment);
  }

  refusal(value: Value): void {
    const text = textOf(value);
    this.chars += charsOf(value);
    this.texts.push(text);
    if (text !== "") this.parts.push({ kind: "refusal", text });
  }

  reasoning(value: Value): void {
    this.chars += charsOf(value);
    const text = textOf(value);
    this.apart.push(text);
    this.parts.push({ kind: "reasoning", text, closed: true });
  }

  call(callId: Value | null, name: Value | null, args: Value | null, isHeld: boolean): void {
    const argumentsText = args === null ? "" : textOf(args);
    if (args !== null && !isHeld) {
      this.chars += charsOf(args);
      this.apart.push(argumentsText);
    }
    this.addCall(callId?.text() ?? null, name?.text() ?? "", argumentsText);
  }

  callText(value: Value): void {
    this.chars += charsOf(value);
    (this.raw.isCall ? this.texts : this.apart).push(textOf(value));
  }

  result(callId: Value | null, name: Value | null, content: Value, isError: boolean): void {
    this.chars += charsOf(content);
    const id = callId?.kind === "text" ? callId.text() : null;
    const called = this.state.noteResult(id);
    const given = name?.kind === "text" && name.length > 0 ? name.text() : null;
    const isMessage = this.raw.role === "tool";
    if (isMessage) this.toolName ??= given ?? called;
    const { text, images } = flattenResult(content);
    (isMessage ? this.texts : this.apart).push(text);
    const responses = isMessage ? splitText(text, "tool", this.state) : null;
    const texts =
      responses === null
        ? [text]
        : responses.segments.map((segment) => text.slice(segment.start, segment.end).trim());
    for (const each of texts) {
      this.parts.push({ kind: "tool-result", callId: id, name: given ?? called, text: each, isError });
    }
    this.parts.push(...images);
  }

  image(url: string, mediaType: string | null): void {
    this.parts.push({ kind: "image", url, mediaType });
  }

  unknown(type: string, value: Value): void {
    const json = textOf(value);
    this.chars += charsOf(value);
    this.apart.push(json);
    this.parts.push({ kind: "unknown", type, json });
  }

  private addSegment(text: string, segment: TextSegment): void {
    const inner = text.slice(segment.start, segment.end).trim();
    switch (segment.kind) {
      case "text":
      case "answer":
        this.parts.push({ kind: segment.kind, text: inner });
        return;
      case "reasoning":
        this.parts.push({ kind: "reasoning", text: inner, closed: segment.closed });
        return;
      case "result": {
        const name = this.raw.role === "user" ? this.state.noteResult(null) : null;
        this.parts.push({ kind: "tool-result", callId: null, name, text: inner, isError: false });
        return;
      }
      case "call":
        this.addCall(null, segment.name, taggedArguments(inner));
    }
  }

  private addCall(callId: string | null, name: string, argumentsText: string): void {
    this.state.noteCall(callId, name);
    this.parts.push({
      kind: "tool-call",
      callId,
      name,
      argumentsText,
      argumentsValue: parseJson(argumentsText),
    });
  }
}

/** Arguments inside a call that is JSON as a whole, as they stand there; any other text is the arguments itself. */
function taggedArguments(body: string): string {
  const held = parseHeldJson(body);
  if (held === null || !["name", "action", "tool"].some((name) => held.get(name) !== null)) return body;
  const field = ["arguments", "action_input", "parameters", "args"].find((name) => held.get(name) !== null);
  if (field === undefined) return held.size === 1 ? "" : body;
  // Mostly the arguments come last: then their exact text is all up to the closing brace.
  const exact = new RegExp(`"${field}"\\s*:([\\s\\S]*)\\}\\s*$`).exec(body)?.[1]?.trim();
  if (exact !== undefined && parseJson(exact) !== undefined) return exact;
  return toJsonText(held.get(field) as Value);
}

/** The text of a result that may be a list of parts, and the images among them. */
function flattenResult(content: Value): { text: string; images: Part[] } {
  if (content.kind !== "list") return { text: textOf(content), images: [] };
  const texts: string[] = [];
  const images: Part[] = [];
  for (const part of content.items()) {
    const text = part.kind === "text" ? part : firstFilled(part, RESULT_TEXT_FIELDS);
    const image = readImage(part);
    if (text !== null && text.kind === "text") texts.push(text.text());
    else if (image !== null) images.push({ kind: "image", ...image });
    else texts.push(textOf(part));
  }
  return { text: texts.join("\n"), images };
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Arguments are whatever the model wrote; many are no JSON.
    return undefined;
  }
}
