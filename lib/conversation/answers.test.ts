import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { ruleWords, verdictWords } from "./answer-words";
import { judgeAnswers } from "./answers";
import { ANSWER_RULES } from "./compare-answers";
import { measureConversation, statedAnswers } from "./measure-conversation";
import { NO_OPTIONS, readDataFile } from "./testing";

const OPTIONS = { ...NO_OPTIONS, groundTruthField: "truth", finalAnswerField: "final" };
const messages = [
  { role: "user", content: "How many?" },
  { role: "assistant", content: "THOUGHT: count\n\nFINAL_ANSWER: \\boxed{12}" },
];

function judge(record: object): string {
  const value = jsonValue(record);
  const answers = statedAnswers(value, OPTIONS);
  if (answers === null) return "nothing stated";
  const verdict = judgeAnswers(answers);
  // Index and reader never disagree.
  const isFlagged = measureConversation(value, OPTIONS).problems.includes("answer differs");
  expect(isFlagged).toBe(verdict.verdict === "differs");
  return verdictWords(verdict, answers).join(": ");
}

describe("the answers of a record", () => {
  it("come from its fields, or from the end of the conversation", () => {
    expect(judge({ messages, truth: "13", final: "13" })).toBe("Agrees: the texts are identical");
    expect(judge({ messages, truth: "12", final: null })).toBe("Agrees: what stands in \\boxed{} counts");
    expect(judge({ messages, truth: 12, final: "  " })).toBe("Agrees: what stands in \\boxed{} counts");
    expect(judge({ messages, truth: "12" })).toMatch(/^Agrees/);
    expect(judge({ messages: messages.slice(0, 1), truth: "12" })).toBe(
      "No final answer: nothing to compare with the ground truth",
    );
    for (const truth of [undefined, null, "", " ", [], ["", null]]) {
      expect(judge({ messages, truth, final: "12" })).toBe("nothing stated");
    }
  });

  it("differ for a reason that is told", () => {
    expect(judge({ messages, truth: "13" })).toBe("Differs: the numbers are not equal");
    expect(judge({ messages, truth: "5 km", final: "5 m" })).toBe(
      "Differs: the numbers are equal, the units are m and km",
    );
    expect(judge({ messages, truth: "5", final: "6" })).toBe("Differs: the numbers are not equal");
    expect(judge({ messages, truth: "Paris", final: "It is Paris, I think" })).toMatch(
      /stands in the final answer$/,
    );
    expect(judge({ messages, truth: "Paris or Rome", final: "rome" })).toMatch(/stands in the ground truth$/);
    expect(judge({ messages, truth: "art", final: "a party" })).toBe("Differs: no rule makes them the same");
  });

  it("agree with any of several", () => {
    expect(judge({ messages, truth: ["eleven", "", "12.0", "12"], final: "12" })).toBe(
      "Agrees, with accepted answer 2 of 3: numbers of the same value are equal",
    );
    expect(judge({ messages, truth: ["1", "2"], final: "3" })).toBe("Differs: from every accepted answer");
  });

  it("are judged alike by index and reader in real layouts", () => {
    const options = { ...NO_OPTIONS, groundTruthField: "ground_truth", finalAnswerField: "final_answer" };
    for (const value of readDataFile("shapes/ipw-sft-shape.jsonl")) {
      const answers = statedAnswers(value, options);
      const differs = answers !== null && judgeAnswers(answers).verdict === "differs";
      expect(measureConversation(value, options).problems.includes("answer differs")).toBe(differs);
    }
  });

  it("are told apart by rules that each have words", () => {
    expect(new Set(ANSWER_RULES.map(ruleWords)).size).toBe(ANSWER_RULES.length);
  });
});
