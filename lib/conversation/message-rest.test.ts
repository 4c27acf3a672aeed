import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import type { Value } from "@/lib/format/value";
import { toJsonText } from "./json-text";
import { messageRests } from "./message-rest";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS } from "./testing";

/** Rests of the messages, with their values as JSON. */
function restsOf(...messages: unknown[]): [name: string, json: string][][] {
  const asked = { role: "user", content: "asked" };
  const rests = messageRests(jsonValue({ messages: [asked, ...messages] }), NO_OPTIONS);
  return rests
    .slice(1)
    .map((rest) => rest.map(([name, value]): [string, string] => [name, toJsonText(value)]));
}

describe("what a message holds besides what is made of it", () => {
  it("is nothing for messages of the usual forms", () => {
    const call = { id: "c1", type: "function", function: { name: "f", arguments: "{}" } };
    expect(
      restsOf(
        { role: "assistant", content: null, tool_calls: [call], refusal: null, annotations: [], audio: {} },
        { role: "tool", tool_call_id: "c1", name: "f", content: "1", is_error: false },
        { role: "assistant", content: "done", reasoning_content: "because", model: "m" },
        { from: "gpt", value: "done" },
        { role: "assistant", content: [{ type: "text", text: "a" }, "b"] },
        { role: "assistant", content: null, refusal: "I would rather not" },
      ).flat(),
    ).toEqual([]);
  });

  it("is all else, by its place", () => {
    expect(
      restsOf(
        { role: "user", content: "a", weight: 0, tool_calls: [{ name: "f" }] },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "t", signature: "s" },
            { type: "text", text: "x", cache_control: { type: "ephemeral" } },
          ],
          tool_calls: [{ id: "c", index: 0, function: { name: "f", arguments: "{}", strict: true } }],
          reasoning: "shown",
          thinking: "not shown",
        },
        { role: "assistant", content: { text: "x", z: 1 }, metadata: { model_slug: "m", id: 7 } },
      ),
    ).toEqual([
      [
        ["weight", "0"],
        ["tool_calls", '[{"name":"f"}]'],
      ],
      [
        ["thinking", '"not shown"'],
        ["content[0].signature", '"s"'],
        ["content[1].cache_control", '{"type":"ephemeral"}'],
        ["tool_calls[0].index", "0"],
        ["tool_calls[0].function.strict", "true"],
      ],
      [
        ["metadata", '{"model_slug":"m","id":7}'],
        ["content.z", "1"],
      ],
    ]);
  });

  it("leaves no text of any message unseen", () => {
    let count = 0;
    const leaf = fc.constant(null).map(() => `leaf${count++}.`);
    const names = [
      ..."content value text name tool_name tool_call_id call_id id type weight refusal reasoning thinking".split(
        " ",
      ),
      ..."reasoning_content summary output input arguments parameters function data url signature".split(" "),
    ];
    const types =
      "text thinking refusal tool_use tool_result image_url input_audio function_call other".split(" ");
    const object = (value: fc.Arbitrary<unknown>) =>
      fc
        .tuple(fc.constantFrom("", ...types), fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }))
        .map(([type, fields]) => (type === "" ? fields : { ...fields, type }));
    const part = object(fc.oneof(leaf, fc.array(object(leaf), { maxLength: 2 })));
    const call = object(fc.oneof(leaf, part));
    const message = fc
      .record({
        role: fc.constantFrom("user", "assistant", "tool", "system"),
        content: fc.oneof(leaf, fc.constant(null), part, fc.array(fc.oneof(leaf, part), { maxLength: 3 })),
        fields: fc.dictionary(fc.constantFrom(...names), fc.oneof(leaf, part), { maxKeys: 3 }),
        calls: fc.oneof(fc.constant(undefined), fc.array(call, { maxLength: 2 })),
      })
      .map(({ role, content, fields, calls }) => ({
        ...fields,
        ...{ role, content },
        ...(calls === undefined ? {} : { tool_calls: calls }),
      }));
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 3 }), (messages) => {
        const record = jsonValue({ messages: [{ role: "user", content: "asked" }, ...messages] });
        const shown = JSON.stringify(readConversation(record, NO_OPTIONS));
        const rests = messageRests(record, NO_OPTIONS)
          .flat()
          .map(([, value]: readonly [string, Value]) => toJsonText(value));
        const seen = shown + rests.join();
        // An id is seen in what stands together.
        const withoutIds = (name: string, value: unknown) =>
          /(^|_)id$/.test(name) && typeof value === "string" ? undefined : value;
        const leaves = JSON.stringify(messages, withoutIds).match(/leaf\d+\./g) ?? [];
        expect(leaves.filter((text) => !seen.includes(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
