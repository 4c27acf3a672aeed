import { describe, expect, it } from "vitest";
import { EngineError, type EnginePlace } from "./engine";
import { runWithTexts, type TextsBeside } from "./texts-beside";

/** Notes what is held, freed and let go of. */
class NotedTexts implements TextsBeside {
  readonly notes: string[] = [];
  canFree = true;

  constructor(readonly place: string) {}

  async fetch() {
    return new Map();
  }
  async hold(columns: readonly string[]) {
    this.notes.push(`hold ${columns.join()}`);
    return () => this.notes.push(`release ${columns.join()}`);
  }
  async extend() {}
  async free() {
    this.notes.push("free");
    return this.canFree;
  }
  async close() {}
}

async function run(sql: string, outcomes: readonly (Error | string)[] = ["done"]) {
  const texts = { main: new NotedTexts("main"), compared: new NotedTexts("compared") };
  const queue = [...outcomes];
  const answer = runWithTexts(
    sql,
    "main",
    (place: EnginePlace) => texts[place],
    undefined,
    async () => {
      texts.main.notes.push("run");
      const outcome = queue.shift();
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  );
  const settled = await answer.catch((cause: unknown) => cause);
  return { settled, main: texts.main.notes, compared: texts.compared.notes };
}

const OUT_OF_MEMORY = new EngineError("out-of-memory", "no room");

describe("a statement", () => {
  it("holds the texts that it reads, of its own place and of another, until it is done", async () => {
    const found = await run(
      'SELECT * FROM rows r LEFT JOIN "_texts of the ""essay""" t0 ON true JOIN memory.compared."_texts of b" WHERE _row IN (SELECT _row FROM "_texts of _prompt")',
    );
    expect(found.main).toEqual(['hold the "essay",_prompt', "run", 'release the "essay",_prompt']);
    expect(found.compared).toEqual(["hold b", "release b"]);
  });

  it("that makes or drops such a table, or reads none, holds nothing", async () => {
    for (const sql of [
      'CREATE OR REPLACE TABLE "_texts of a" (x VARCHAR)',
      'DROP TABLE IF EXISTS "_texts of a"',
      "SELECT * FROM rows",
    ])
      expect((await run(sql)).main).toEqual(["run"]);
  });

  it("that has no room is run once more, if something was freed for it", async () => {
    const again = await run("SELECT 1", [OUT_OF_MEMORY, "done"]);
    expect(again).toMatchObject({ settled: "done", main: ["run", "free", "run"] });
    const twice = await run("SELECT 1", [OUT_OF_MEMORY, OUT_OF_MEMORY]);
    expect(twice).toMatchObject({ settled: OUT_OF_MEMORY, main: ["run", "free", "run"] });
    expect(await run("DROP TABLE a; DROP TABLE b", [OUT_OF_MEMORY])).toMatchObject({ main: ["run"] });
    const other = new EngineError("query-failed", "no such column");
    expect(await run("SELECT 1", [other])).toMatchObject({ settled: other, main: ["run"] });
  });
});
