import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { measureConversation } from "./measure-conversation";
import type { Problem } from "./model";
import { NO_OPTIONS } from "./testing";

const user = (content: unknown) => ({ role: "user", content });
const assistant = (content: unknown) => ({ role: "assistant", content });
const tool = (content: string, name = "calc") => ({ role: "tool", name, content });
const CALL = "THOUGHT: add\nTOOL: calc\nINPUT: 1+1";

function problemsOf(record: object): readonly Problem[] {
  return measureConversation(jsonValue(record), {
    ...NO_OPTIONS,
    labelsField: "labels",
    turnsField: "num_turns",
    groundTruthField: "truth",
    finalAnswerField: "final",
  }).problems;
}

describe("problems of a conversation", () => {
  it("has none when all is well", () => {
    const messages = [user("1+1?"), assistant(CALL), tool("2"), assistant("FINAL_ANSWER: 2")];
    expect(problemsOf({ messages, labels: ["a", "b"], num_turns: 2, truth: "2.0", final: "2" })).toEqual([]);
  });

  it("finds an empty message, in any variant", () => {
    expect(problemsOf({ messages: [user(" \n"), assistant("x")] })).toEqual(["empty message"]);
    expect(problemsOf({ prompt: "p", chosen: "c", rejected: "" })).toEqual(["empty message"]);
    const call = { role: "assistant", content: null, tool_calls: [{ name: "calc", arguments: {} }] };
    expect(problemsOf({ messages: [user("a"), call, tool("2"), assistant("2")] })).toEqual([]);
  });

  it("finds answers whose ratings tie, or contradict the preference", () => {
    const pair = { prompt: "p", chosen: "c", rejected: "r" };
    expect(problemsOf({ ...pair, chosen_rating: 5, rejected_rating: "5" })).toEqual(["ratings tie"]);
    expect(problemsOf({ ...pair, score_chosen: 2, score_rejected: 7 })).toEqual(["ratings inverted"]);
    expect(
      problemsOf({ ...pair, chosen_rating: 5, rejected_rating: 5, score_chosen: 2, score_rejected: 7 }),
    ).toEqual(["ratings tie", "ratings inverted"]);
    expect(problemsOf({ ...pair, chosen_rating: 8.5, rejected_rating: 6.2 })).toEqual([]);
    expect(problemsOf({ ...pair, chosen_rating: "N/A", rejected_rating: "N/A" })).toEqual([]);
    expect(problemsOf({ ...pair, chosen_rating: 5 })).toEqual([]);
    const rated = (...ratings: number[]) => ({
      prompt: "p",
      completions: ratings.map((rating) => ({ response: `answer ${rating}`, rating })),
    });
    expect(problemsOf(rated(9, 2, 9))).toEqual(["ratings tie"]);
    expect(problemsOf(rated(2, 9, 2))).toEqual([]);
  });

  it("finds roles out of order", () => {
    expect(problemsOf({ messages: [user("a"), user("b"), assistant("c")] })).toEqual(["roles out of order"]);
    expect(problemsOf({ messages: [user("a"), assistant("b"), assistant("c")] })).toEqual([
      "roles out of order",
    ]);
    expect(problemsOf({ messages: [user("a"), tool("2"), assistant("c")] })).toEqual(["roles out of order"]);
    expect(problemsOf({ messages: [user("a"), assistant("b"), tool("2"), assistant("c")] })).toEqual([
      "roles out of order",
    ]);
  });

  it("takes several results of one message, and observations of the user, as in order", () => {
    const calls = [
      { id: "1", name: "calc", arguments: {} },
      { id: "2", name: "calc", arguments: {} },
    ];
    const parallel = { role: "assistant", content: null, tool_calls: calls };
    expect(problemsOf({ messages: [user("a"), parallel, tool("1"), tool("2"), assistant("c")] })).toEqual([]);
    const observed = [user("a"), assistant(CALL), user("OBSERVATION: 2"), assistant("FINAL_ANSWER: 2")];
    expect(problemsOf({ messages: observed })).toEqual([]);
  });

  it("finds a conversation without an assistant, and one without messages", () => {
    expect(problemsOf({ messages: [user("a")] })).toEqual(["no assistant message"]);
    expect(problemsOf({ turns: ["a", "b"] })).toEqual(["no assistant message"]);
    expect(problemsOf({ messages: [] })).toEqual(["no assistant message"]);
    expect(problemsOf({ price: 3 })).toEqual([]);
  });

  it("compares counts of labels and turns", () => {
    const messages = [user("a"), assistant("b"), user("c"), assistant("d")];
    expect(problemsOf({ messages, labels: ["[MLT:5]"] })).toEqual(["label count differs"]);
    expect(problemsOf({ messages, labels: null })).toEqual([]);
    expect(problemsOf({ messages, num_turns: 3 })).toEqual(["turn count differs"]);
    expect(problemsOf({ messages, num_turns: 4 })).toEqual([]);
  });

  it("finds a protocol that never ends", () => {
    expect(problemsOf({ messages: [user("a"), assistant(CALL), tool("2")] })).toEqual(["no final answer"]);
    expect(problemsOf({ messages: [user("a"), assistant("THOUGHT: and then")] })).toEqual([
      "no final answer",
    ]);
  });

  it("compares the final answer with the truth, from a field or from the protocol", () => {
    const messages = [user("a"), assistant("FINAL_ANSWER: 41")];
    expect(problemsOf({ messages, truth: "42" })).toEqual(["answer differs"]);
    expect(problemsOf({ messages, truth: "42", final: "42" })).toEqual([]);
    expect(problemsOf({ messages, truth: "" })).toEqual([]);
    expect(problemsOf({ messages, truth: ["40", 41] })).toEqual([]);
  });

  it("finds replacement characters and half characters", () => {
    expect(problemsOf({ messages: [user("caf\ufffd"), assistant("b")] })).toEqual(["replacement character"]);
    expect(problemsOf({ messages: [user("half \ud83d"), assistant("b")] })).toEqual([
      "replacement character",
    ]);
    expect(problemsOf({ messages: [user("whole 😀"), assistant("b")] })).toEqual([]);
  });
});

describe("facts of a conversation", () => {
  const facts = (record: object) => measureConversation(jsonValue(record), NO_OPTIONS);

  it("counts code points, and cuts previews between them", () => {
    const { chars, prompt } = facts({ messages: [user("😀".repeat(200)), assistant("é")] });
    expect(chars).toBe(201);
    expect(prompt).toBe("😀".repeat(160));
  });

  it("puts previews on one line", () => {
    const { prompt, reply } = facts({ messages: [user("\n a\r\n\tb  c"), assistant("x\n")] });
    expect(prompt).toBe("a b  c");
    expect(reply).toBe("x");
  });

  it("hashes the whole first user message, whatever follows it", () => {
    const long = "the same beginning ".repeat(20);
    const { promptHash } = facts({ messages: [user(`${long}a`), assistant("b")] });
    expect(typeof promptHash).toBe("bigint");
    const others = [assistant("hello"), user(`${long}a`), assistant("c"), user("d")];
    expect(facts({ messages: others }).promptHash).toBe(promptHash);
    expect(facts({ prompt: `${long}a`, completion: "e" }).promptHash).toBe(promptHash);
    expect(facts({ messages: [user(`${long}z`), assistant("b")] }).promptHash).not.toBe(promptHash);
    expect(facts({ messages: [assistant("b")] }).promptHash).toBeNull();
  });

  it("gives equal conversations equal hashes, whatever their shape", () => {
    const { hash } = facts({ messages: [user("a"), assistant("b")] });
    expect(typeof hash).toBe("bigint");
    const sharegpt = [
      { from: "human", value: "a" },
      { from: "gpt", value: "b" },
    ];
    expect(facts({ id: 2, conversations: sharegpt }).hash).toBe(hash);
    expect(facts({ messages: [user("a"), user("b")] }).hash).not.toBe(hash);
    expect(facts({ messages: [user("ab"), assistant("")] }).hash).not.toBe(hash);
  });

  it("tells pairs apart that differ in the rejected answer only", () => {
    const one = facts({ prompt: "p", chosen: "c", rejected: "r" });
    const two = facts({ prompt: "p", chosen: "c", rejected: "s" });
    expect(one.hash).not.toBe(two.hash);
    expect({ ...one, hash: null }).toEqual({ ...two, hash: null });
  });

  it("shares the list of used fields between records of one shape", () => {
    const first = facts({ id: 1, messages: [user("a")], answer: "b" });
    expect(facts({ id: 2, messages: [user("c")], answer: "d" }).usedFields).toBe(first.usedFields);
  });
});
