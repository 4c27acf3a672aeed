import { describe, expect, it } from "vitest";
import { readConversation } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import { jsonValue } from "@/lib/format";
import { countHits } from "./count-hits";
import { placeMessages } from "./name-messages";
import { timelineCells } from "./timeline-cells";

function place(record: unknown) {
  return placeMessages(readConversation(jsonValue(record), NO_OPTIONS));
}

const talk = (count: number) => ({
  messages: Array.from({ length: count }, (_, at) => ({
    role: at % 2 === 0 ? "user" : "assistant",
    content: "x".repeat(at + 1),
  })),
});

describe("the cells of a timeline", () => {
  it("are one for each message, in order, through prompt and variants", () => {
    const pair = { prompt: "Q", chosen: "good", rejected: "bad" };
    const cells = timelineCells(place(pair), [1, 4, null], [0, 2, 0], ({ index }) => (index === 2 ? 1 : 0));
    expect(cells.map(({ name, start, end }) => [name, start, end])).toEqual([
      ["user message 1 of 1", 0, 1],
      ["chosen: assistant message 1 of 1", 1, 2],
      ["rejected: assistant message 1 of 1", 2, 3],
    ]);
    expect(cells.map(({ size, hits, errors, opensVariant }) => [size, hits, errors, opensVariant])).toEqual([
      [1, 0, 0, false],
      [4, 2, 0, true],
      [0, 0, 1, true],
    ]);
  });

  it("stand for several neighbours where a record has thousands", () => {
    const placed = place(talk(5001));
    const sizes = Array.from({ length: 5001 }, (_, at) => at + 1);
    const cells = timelineCells(placed, sizes, null, () => 1);
    expect(cells.length).toBeLessThanOrEqual(2000);
    // No message is lost, none counted twice.
    expect(cells.map(({ start }) => start)).toEqual([0, ...cells.slice(0, -1).map(({ end }) => end)]);
    expect(cells.at(-1)?.end).toBe(5001);
    expect(cells.reduce((sum, { size }) => sum + size, 0)).toBe((5001 * 5002) / 2);
    expect(cells.reduce((sum, { errors }) => sum + errors, 0)).toBe(5001);
    // The longest of the first three is the third, of the user.
    expect(cells[0]).toMatchObject({ name: "messages 1 to 3 of 5,001", role: "user" });
  });
});

describe("hits of a search", () => {
  it("are counted in each message, whatever the case, none twice", () => {
    expect(countHits([["Aha, aHA", "aha"], ["nothing"], []], "AHA")).toEqual([3, 0, 0]);
    expect(countHits([["aaaa"]], "aa")).toEqual([2]);
    expect(countHits([["a"]], "")).toEqual([0]);
  });
});
