import type { Value } from "@/lib/format/value";
import { type ContentSink, textOf, walkMessage } from "./content-walk";
import { locateConversation } from "./locate";
import type { ReadOptions } from "./model";

/**
 * Every text of a record's messages in order, all variants included: content, reasoning, names and arguments of calls,
 * results. A record that is no conversation gives all its texts. For searching; nothing is split or measured.
 */
export function conversationTexts(value: Value, options: ReadOptions): readonly string[] {
  return messageTexts(value, options)?.flat() ?? allTexts(value);
}

/** The same, message by message, those of the prompt first, then of each variant; null where there is no conversation. */
export function messageTexts(value: Value, options: ReadOptions): readonly (readonly string[])[] | null {
  const located = locateConversation(value, options.conversationField);
  if (located === null) return null;
  const variants = located.variants.flatMap((variant) => variant.messages);
  return [...located.messages, ...variants].map((message) => {
    const collector = new TextCollector();
    walkMessage(message, collector);
    return collector.texts;
  });
}

function allTexts(record: Value): string[] {
  const texts: string[] = [];
  // A list of its own and no recursion: a record may be nested deeper than the stack.
  const values = [record];
  for (let value = values.pop(); value !== undefined; value = values.pop()) {
    if (value.kind === "text") texts.push(value.text());
    else if (value.kind === "list") for (const item of value.items()) values.push(item);
    else for (const [, field] of value.fields()) values.push(field);
  }
  return texts;
}

class TextCollector implements ContentSink {
  readonly texts: string[] = [];

  text(value: Value): void {
    this.texts.push(textOf(value));
  }

  refusal(value: Value): void {
    this.texts.push(textOf(value));
  }

  reasoning(value: Value): void {
    this.texts.push(textOf(value));
  }

  call(_callId: Value | null, name: Value | null, args: Value | null, isHeld: boolean): void {
    if (isHeld) return;
    if (name !== null) this.texts.push(textOf(name));
    if (args !== null) this.texts.push(textOf(args));
  }

  callText(value: Value): void {
    this.texts.push(textOf(value));
  }

  result(_callId: Value | null, _name: Value | null, content: Value, _isError: boolean): void {
    this.texts.push(textOf(content));
  }

  image(_url: string, _mediaType: string | null): void {
    // An address is not what a message says.
  }

  unknown(_type: string, value: Value): void {
    this.texts.push(textOf(value));
  }
}
