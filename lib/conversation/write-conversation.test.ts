import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import type { Conversation } from "./model";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS, readDataFile } from "./testing";
import { type OpenAiMessage, toMarkdown, toOpenAi, toPlainText } from "./write-conversation";

function read(record: unknown): Conversation {
  return readConversation(jsonValue(record), NO_OPTIONS);
}

const CALLS = {
  messages: [
    { role: "user", content: "What is the weather in Paris?" },
    {
      role: "assistant",
      content: "<think>I need a tool.</think>",
      tool_calls: [
        { id: "c1", type: "function", function: { name: "weather", arguments: '{"city":"Paris"}' } },
      ],
    },
    { role: "tool", tool_call_id: "c1", content: "```\n18 °C\n```" },
    { role: "assistant", content: "18 °C." },
  ],
};

describe("a conversation as text", () => {
  it("is Markdown with a heading for each message, and fences that hold what they fence", () => {
    expect(toMarkdown(read(CALLS))).toBe(
      [
        "## user",
        "What is the weather in Paris?",
        "## assistant",
        "<details><summary>Reasoning</summary>\n\nI need a tool.\n\n</details>",
        "**Tool call** `weather`",
        '```json\n{\n  "city": "Paris"\n}\n```',
        "## tool · weather",
        "**Tool result** `weather`",
        "````\n```\n18 °C\n```\n````",
        "## assistant",
        "18 °C.\n",
      ].join("\n\n"),
    );
  });

  it.each(['{"x": 1.0}', '{"x": 9007199254740993}', '{"x": 1, "x": 2}'])(
    "leaves arguments as they stand where they would be printed otherwise: %s",
    (text) => {
      const call = { function: { name: "f", arguments: text } };
      const markdown = toMarkdown(
        read({ messages: [{ role: "assistant", content: null, tool_calls: [call] }] }),
      );
      expect(markdown).toContain(`\`\`\`json\n${text}\n\`\`\``);
    },
  );

  it("is plain text with roles in brackets, variants with what is known of them", () => {
    const pair = {
      prompt: "Name a colour.",
      chosen: "Blue",
      rejected: "Dog",
      chosen_rating: 5,
      rejected_rating: 1,
      chosen_model: "m",
    };
    expect(toPlainText(read(pair))).toBe(
      "[user]\n\nName a colour.\n\n[chosen · m · rating 5]\n\n[assistant]\n\nBlue\n\n[rejected · rating 1]\n\n[assistant]\n\nDog\n",
    );
    expect(toPlainText(read(CALLS))).toContain('(tool call) weather {"city":"Paris"}');
  });
});

describe("a conversation as OpenAI messages", () => {
  it("keeps calls with their ids, and reasoning apart", () => {
    expect(toOpenAi(read(CALLS), false)).toEqual({
      messages: [
        CALLS.messages[0],
        {
          role: "assistant",
          content: null,
          reasoning_content: "I need a tool.",
          tool_calls: CALLS.messages[1]?.tool_calls,
        },
        { role: "tool", tool_call_id: "c1", name: "weather", content: "```\n18 °C\n```" },
        CALLS.messages[3],
      ],
    });
  });

  it("gives calls without an id the same made-up one as their results", () => {
    const [record] = readDataFile("glaive-toolcall-sharegpt.json");
    const { messages } = toOpenAi(readConversation(record as never, NO_OPTIONS), false) as {
      messages: OpenAiMessage[];
    };
    const calls = messages.flatMap((message) => message.tool_calls ?? []);
    const results = messages.flatMap((message) => message.tool_call_id ?? []);
    expect(calls.length).toBeGreaterThan(0);
    expect(results).toEqual(calls.map(({ id }) => id));
  });

  it("makes a pair a preference example, and completions a list", () => {
    const pair = read({ prompt: "Name a colour.", chosen: "Blue", rejected: "Dog" });
    expect(toOpenAi(pair, true)).toEqual({
      input: { messages: [{ role: "user", content: "Name a colour." }] },
      preferred_output: [{ role: "assistant", content: "Blue" }],
      non_preferred_output: [{ role: "assistant", content: "Dog" }],
    });
    const completions = read({ prompt: "Hi", completions: [{ model: "a", completion: "Yes" }] });
    expect(toOpenAi(completions, false)).toEqual([
      {
        model: "a",
        messages: [
          { role: "user", content: "Hi" },
          { role: "assistant", content: "Yes" },
        ],
      },
    ]);
  });

  it("is read as the same conversation again", () => {
    for (const file of [
      "tau-bench-airline-gpt4o.json",
      "glaive-toolcall-sharegpt.json",
      "kto-en-messages.json",
      "shapes/react-observation-shape.jsonl",
    ])
      for (const value of readDataFile(file).slice(0, 60)) {
        const original = readConversation(value, NO_OPTIONS);
        const again = read(toOpenAi(original, false));
        expect(spoken(again)).toEqual(spoken(original));
      }
  });
});

it("keeps images and refusals what they are", () => {
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } };
  const messages = [
    {
      role: "user",
      content: [{ type: "text", text: "What is this?" }, image, { type: "text", text: "Say." }],
    },
    { role: "assistant", content: null, refusal: "I would rather not." },
    { role: "assistant", content: "A lock.", refusal: "But not how it opens." },
  ];
  const conversation = read({ messages });
  expect(toOpenAi(conversation, false)).toEqual({ messages });
  expect(toMarkdown(conversation)).toContain("## assistant\n\n**Refusal**\n\nI would rather not.\n");
  expect(toPlainText(conversation)).toContain("A lock.\n\n(refusal)\nBut not how it opens.\n");
});

/** What is said, called and answered, in order; who says it, but for results, which become messages of the tool. */
function spoken({ messages }: Conversation): string[] {
  return messages.flatMap(({ role, parts }) =>
    parts.flatMap((part) => {
      switch (part.kind) {
        case "tool-call":
          return [`call ${part.name} ${JSON.stringify(part.argumentsValue ?? part.argumentsText)}`];
        case "tool-result":
          return [`result ${part.text}`];
        case "text":
        case "answer":
          return part.text.trim() === "" ? [] : [`${role} ${part.text.trim()}`];
        default:
          return [];
      }
    }),
  );
}
