import { describe, expect, it } from "vitest";
import type { Engine } from "@/lib/engine";
import { askRound, type RoundAnswers, type RoundQuestion } from "./ask-round";

const engine = {} as Engine;
const { signal } = new AbortController();
const PART = { rowEnd: 128, rows: 743_472 };

function question(id: string, ask: () => Promise<number>, part: typeof PART | null): RoundQuestion<number> {
  return { id, key: id, revision: 1, part, ask };
}

/** What is told until a question that is never answered holds the round up. */
function heldRound(questions: RoundQuestion<number>[]): Promise<RoundAnswers<number>> {
  return new Promise((tell) => {
    const held = question("held", () => new Promise(() => {}), PART);
    void askRound([held, ...questions], engine, new Map(), signal, tell);
  });
}

describe("a round of charts", () => {
  it("tells those of all rows while those of some are counted", async () => {
    const told = await heldRound([question("source", async () => 743_472, null)]);
    expect([...told]).toEqual([["source", { key: "source", part: null, value: 743_472, error: null }]]);
  });

  it("tells what is counted while the others are", async () => {
    const told = await heldRound([question("turns", async () => 128, PART)]);
    expect(told.get("turns")).toEqual({ key: "turns", part: PART, value: 128, error: null });
  });

  it("asks those of all rows first", async () => {
    const asked: string[] = [];
    const noted = (id: string, part: typeof PART | null) => question(id, async () => asked.push(id), part);
    await askRound([noted("turns", PART), noted("source", null)], engine, new Map(), signal);
    expect(asked).toEqual(["source", "turns"]);
  });

  it("keeps an answer of the same rows, which is then of the same moment", async () => {
    const kept = new Map();
    const before = await askRound([question("source", async () => 1, null)], engine, kept, signal);
    const after = await askRound([question("source", async () => 2, null)], engine, kept, signal);
    expect(after.get("source")).toBe(before.get("source"));
  });

  it("does not count the same rows again when it turns out how many there are in all", async () => {
    const kept = new Map();
    const ofSome = (value: number, rows: number | null) => ({
      ...question("turns", async () => value, PART),
      part: { rowEnd: 128, rows },
    });
    await askRound([ofSome(1, null)], engine, kept, signal);
    const answers = await askRound([ofSome(2, 743_472)], engine, kept, signal);
    expect(answers.get("turns")).toEqual({ key: "turns", part: PART, value: 1, error: null });
  });

  it("says of a chart that cannot be counted why, beside the others", async () => {
    const failing = question("turns", () => Promise.reject(new Error("no such column")), null);
    const answers = await askRound(
      [failing, question("source", async () => 1, null)],
      engine,
      new Map(),
      signal,
    );
    expect(answers.get("turns")?.error).toBe("no such column");
    expect(answers.get("source")?.value).toBe(1);
  });

  it("tells nothing once nobody wants it", async () => {
    const abort = new AbortController();
    const told: unknown[] = [];
    const source = question("source", async () => 1, null);
    const turns = question("turns", () => Promise.reject(new Error("aborted")), PART);
    abort.abort();
    const round = askRound([source, turns], engine, new Map(), abort.signal, (some) => told.push(some));
    await expect(round).rejects.toThrow("aborted");
    expect(told).toEqual([]);
  });
});
