import { describe, expect, it } from "vitest";
import type { Message, Part } from "./model";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS, readDataFile } from "./testing";
import { isToolError, pairToolSteps } from "./tool-steps";

function call(name: string, callId: string | null = null): Part {
  return { kind: "tool-call", callId, name, argumentsText: "", argumentsValue: undefined };
}
function result(text: string, callId: string | null = null, name: string | null = null) {
  return { kind: "tool-result", callId, name, text, isError: false } as const;
}
function said(role: Message["role"], ...parts: Part[]): Message {
  return {
    role,
    sourceRole: role,
    parts,
    text: "",
    name: null,
    model: null,
    label: null,
    chars: 0,
    path: [],
  };
}
/** Steps as "message.part→message.part". */
function steps(...messages: Message[]): string[] {
  const at = (place: { message: number; part: number } | null) =>
    place === null ? "none" : `${place.message}.${place.part}`;
  return pairToolSteps(messages).map(
    (step) => `${at(step.call)}→${step.isListed ? "listed" : at(step.result)}`,
  );
}

describe("pairToolSteps", () => {
  it("pairs by id, whatever the order", () => {
    expect(
      steps(
        said("assistant", call("a", "1"), call("b", "2")),
        said("tool", result("B", "2")),
        said("tool", result("A", "1")),
      ),
    ).toEqual(["0.0→2.0", "0.1→1.0"]);
  });

  it("pairs by order where there is no id, a call of the same name first", () => {
    expect(
      steps(said("assistant", call("a"), call("b")), said("tool", result("x")), said("tool", result("y"))),
    ).toEqual(["0.0→1.0", "0.1→2.0"]);
    expect(
      steps(
        said("assistant", call("a"), call("b")),
        said("tool", result("y", null, "b")),
        said("tool", result("x", null, "a")),
      ),
    ).toEqual(["0.0→2.0", "0.1→1.0"]);
    expect(steps(said("assistant", call("a", "1")), said("tool", result("x")))).toEqual(["0.0→1.0"]);
  });

  it("takes a list of results for the results of several calls", () => {
    const list = JSON.stringify([
      { tool_call_id: "1", name: "a", content: "A" },
      { tool_call_id: "2", name: "a", content: "B" },
    ]);
    const calls = [call("a"), call("a"), call("a")];
    expect(steps(said("assistant", ...calls), said("tool", result(list)))).toEqual([
      "0.0→1.0",
      "0.1→listed",
      "0.2→none",
    ]);
    expect(steps(said("assistant", call("a", "2"), call("a", "1")), said("tool", result(list)))).toEqual([
      "0.0→listed",
      "0.1→1.0",
    ]);
    // Any other list is one result.
    for (const text of ['[{"content":"A"},{"content":"B"}]', '[{"tool_call_id":"1"},7]', '[{"tool_call_id":'])
      expect(steps(said("assistant", ...calls), said("tool", result(text)))).toEqual([
        "0.0→1.0",
        "0.1→none",
        "0.2→none",
      ]);
  });

  it("finds every result in the lists of a real file", () => {
    let expected = 0;
    let listed = 0;
    for (const value of readDataFile("reason-tool-use-parts.jsonl")) {
      const { messages } = readConversation(value, NO_OPTIONS);
      for (const [at, { parts }] of messages.entries()) {
        const calls = parts.filter(({ kind }) => kind === "tool-call").length;
        const [answer] = messages[at + 1]?.parts ?? [];
        if (calls > 1 && answer?.kind === "tool-result")
          expected += Math.min(calls, JSON.parse(answer.text).length) - 1;
      }
      listed += pairToolSteps(messages).filter((step) => step.isListed).length;
    }
    expect(listed).toBe(expected);
    expect(listed).toBeGreaterThan(5);
  });

  it("gives an id that comes again to the call that is still open", () => {
    expect(
      steps(
        said("assistant", call("a", "call_0")),
        said("tool", result("1", "call_0")),
        said("assistant", call("a", "call_0")),
        said("tool", result("2", "call_0")),
      ),
    ).toEqual(["0.0→1.0", "2.0→3.0"]);
  });

  it("keeps calls without a result and results without a call apart", () => {
    expect(steps(said("assistant", call("a", "1")), said("tool", result("x", "9")))).toEqual([
      "0.0→none",
      "none→1.0",
    ]);
    expect(
      steps(
        said("assistant", call("a")),
        said("user", { kind: "text", text: "hm" }),
        said("tool", result("x")),
      ),
    ).toEqual(["0.0→none", "none→2.0"]);
  });

  it("does not give a result to a call of an earlier turn", () => {
    expect(
      steps(
        said("assistant", call("a"), call("b")),
        said("tool", result("A")),
        said("assistant", call("c")),
        said("tool", result("C")),
      ),
    ).toEqual(["0.0→1.0", "0.1→none", "2.0→3.0"]);
  });

  it("pairs calls that stand in messages of their own", () => {
    expect(
      steps(
        said("assistant", call("a")),
        said("assistant", call("b")),
        said("tool", result("A")),
        said("tool", result("B")),
      ),
    ).toEqual(["0.0→2.0", "1.0→3.0"]);
  });

  it.each([
    ["tau-bench-airline-gpt4o.json", 1164, 0, 0],
    ["glaive-toolcall-sharegpt.json", 211, 0, 0],
    ["shapes/ipw-sft-shape.jsonl", 211, 0, 0],
    ["shapes/react-observation-shape.jsonl", 211, 0, 0],
  ])("pairs every call of %s", (file, paired, withoutResult, withoutCall) => {
    const all = readDataFile(file).flatMap((record) =>
      pairToolSteps(readConversation(record, NO_OPTIONS).messages),
    );
    expect(all.filter((step) => step.call !== null && step.result !== null)).toHaveLength(paired);
    expect(all.filter((step) => step.result === null)).toHaveLength(withoutResult);
    expect(all.filter((step) => step.call === null)).toHaveLength(withoutCall);
  });
});

it.each([
  ["Error: user not found", true],
  ["Traceback (most recent call last):\n…", true],
  ["ValueError: invalid literal", true],
  ['{"error": "no such city"}', true],
  ['{"error": null, "value": 1}', false],
  ["Errors were rare in 2020", false],
  ["Error handling in Python is done with try", false],
  ["42", false],
])("tells whether %j is an error", (text, isError) => {
  expect(isToolError(result(text))).toBe(isError);
});
