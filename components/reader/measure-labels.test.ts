import { describe, expect, it } from "vitest";
import { readConversation } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { jsonValue } from "@/lib/format";
import { lengthRangeWords } from "@/lib/schema";
import { distanceText, measureLabels } from "./measure-labels";
import { placeMessages } from "./name-messages";

function measure(record: unknown) {
  const options = { ...NO_OPTIONS, labelsField: "mlt" };
  return measureLabels(placeMessages(readConversation(jsonValue(record), options)));
}

const user = { role: "user", content: "Q" };
const answer = (words: number, label = "") => ({
  role: "assistant",
  content: `${label}${"word ".repeat(words)}`,
});

describe("length labels", () => {
  it("are measured against the text that they stand in front of", () => {
    const measures = measure({
      messages: [user, answer(20), user, answer(21)],
      mlt: ["[MLT:10]", "[MLT:5]"],
    });
    expect(measures.map(({ label, words, isWithin }) => [label, words, isWithin])).toEqual([
      ["[MLT:10]", 20, true],
      ["[MLT:5]", 21, null],
    ]);
    // A label that the text itself opens with is no word of it.
    const own = measure({ messages: [user, answer(41, "[MLT:50]"), user, answer(3)] });
    expect(own.map(({ label, words, isWithin }) => [label, words, isWithin])).toEqual([
      ["[MLT:50]", 41, true],
      [null, 3, null],
    ]);
    expect(measure({ messages: [user, answer(3)] })).toEqual([]);
  });

  it("say how far a length lies outside", () => {
    // From the first length that the range takes in, which is the one shown.
    expect(lengthRangeWords({ over: 40, upTo: 60 })).toBe("41–60");
    expect([40, 41, 60, 61].map((words) => distanceText({ over: 40, upTo: 60 }, words))).toEqual([
      "1 short",
      "within",
      "within",
      "1 over",
    ]);
  });
});
