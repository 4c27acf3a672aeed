import { describe, expect, it } from "vitest";
import { readConversation } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { parseRecordText } from "@/lib/format";
import { emptyWords } from "./empty-words";

const wordsOf = (message: string) => {
  const record = parseRecordText(`{"messages":[{"role":"user","content":"hi"},${message}]}`).value;
  const last = readConversation(record, NO_OPTIONS)?.messages.at(-1);
  return last === undefined ? null : emptyWords(last);
};

describe("an empty message", () => {
  it.each([
    ['{"role":"assistant"}', "no content"],
    ['{"role":"assistant","content":null}', "null"],
    ['{"role":"assistant","content":""}', '""'],
    ['{"role":"assistant","content":" \\n\\t"}', "3 characters of white space"],
    ['{"role":"assistant","content":[]}', "a list without text"],
    ['{"role":"assistant","content":[{"type":"text","text":""}]}', "a list without text"],
  ])("says what %s has for content", (message, words) => {
    expect(wordsOf(message)).toBe(`empty message: ${words}`);
  });
});
