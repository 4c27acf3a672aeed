import { expect, it } from "vitest";
import { readConversation } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { jsonValue } from "@/lib/format/json-value";
import { countWords } from "@/lib/schema";
import { countedText, placeMessages } from "./name-messages";

it("counts the words of what stands beside the text, as the characters do", () => {
  const call = { id: "a", type: "function", function: { name: "find", arguments: '{"city":"Oslo"}' } };
  const record = {
    messages: [
      { role: "user", content: "What is it?" },
      { role: "assistant", content: "It is so.", reasoning_content: "why not ".repeat(200) },
      { role: "assistant", content: "", tool_calls: [call] },
      { role: "tool", tool_call_id: "a", content: "cold and dark" },
    ],
  };
  const { messages } = placeMessages(readConversation(jsonValue(record), NO_OPTIONS));
  expect(messages.map(({ message }) => countWords(countedText(message)))).toEqual([3, 403, 2, 3]);
  expect(messages.map(({ message }) => message.chars)).toEqual([11, 1609, 15, 13]);
});
