import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import { readConversation } from "./read-conversation";
import { readStepMetrics } from "./step-metrics";
import { NO_OPTIONS } from "./testing";

function metricsOf(record: unknown) {
  const value = jsonValue(record);
  return readStepMetrics(value, readConversation(value, NO_OPTIONS).messages);
}

const user = { role: "user", content: "Q" };
const assistant = { role: "assistant", content: "A" };

describe("numbers of the steps of a record", () => {
  it("stand in its messages, or in an object of each", () => {
    const messages = [
      user,
      { ...assistant, latency_ms: 120, usage: { completion_tokens: 7, prompt_tokens: "31" } },
      { ...assistant, latency_ms: 0.5 },
    ];
    expect(metricsOf({ messages })).toEqual([
      { kind: "latency", name: "latency_ms", values: [null, 120, 0.5] },
      { kind: "tokens", name: "usage.completion_tokens", values: [null, 7, null] },
      { kind: "tokens", name: "usage.prompt_tokens", values: [null, 31, null] },
    ]);
  });

  it("stand beside them, one for each message, each answer or each tool message", () => {
    const tool = { role: "tool", name: "f", content: "1" };
    const messages = [user, assistant, tool, assistant];
    expect(
      metricsOf({
        messages,
        tokens: [1, 2, 3, 4],
        stepDurations: [9],
        latency: [0.5, null],
        tool_calls: [{ name: "f", elapsed: 3 }],
      }),
    ).toEqual([
      { kind: "latency", name: "latency", values: [null, 0.5, null, null] },
      { kind: "latency", name: "tool_calls.elapsed", values: [null, null, 3, null] },
      { kind: "tokens", name: "tokens", values: [1, 2, 3, 4] },
    ]);
  });

  it("are none where a list fits no step, or holds other things", () => {
    const messages = [user, assistant];
    expect(metricsOf({ messages, tokens: [1, 2, 3], latency: ["a", -1], total_tokens: 12 })).toEqual([]);
    expect(metricsOf({ messages: [{ ...user, start_latency: 5, tokens: [1] }, assistant] })).toEqual([]);
    expect(metricsOf({ text: "nothing recognised", tokens: [] })).toEqual([]);
  });
});
