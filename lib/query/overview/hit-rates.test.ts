import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rulerRange } from "@/lib/schema";
import type { Filter } from "@/lib/view";
import { ENGINES, type TestEngine } from "../testing/engines";
import { column, literal, scopeOf, stageRows } from "../testing/test-index";
import { hitRates, insertLabelLengthsSql, resetLabelLengthsSql } from "./hit-rates";

const LABELS = ["[MLT:>800]", "[MLT:50]", "it's"];
const MESSAGES = Array.from({ length: 90 }, (_, index) => ({
  row: index % 40,
  place: index % 3,
  words: (index * 37) % 1000,
  chars: index,
}));
const COLUMNS = [column("mlt", "list<text>"), column("_x", "integer")];

describe.each(ENGINES)("in %s, hit rates", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
    const values = Array.from({ length: 40 }, (__, row) => `(${literal([LABELS[row % 3]])}, ${row})`);
    await stageRows(engine, `SELECT * FROM (VALUES ${values.join(", ")}) AS t(mlt, _x)`, COLUMNS);
    await engine.execute(resetLabelLengthsSql());
    for (const [rowStart, messages] of [
      [0, MESSAGES.filter(({ row }) => row < 20)],
      [20, MESSAGES.filter(({ row }) => row >= 20)],
    ] as const) {
      const lengths = {
        rows: messages.map(({ row }) => row - rowStart),
        labelPlaces: messages.map(({ place }) => place),
        words: messages.map(({ words }) => words),
        chars: messages.map(({ chars }) => chars),
        labels: LABELS,
      };
      await engine.execute(insertLabelLengthsSql(lengths, rowStart));
    }
  });
  afterAll(() => engine.close());

  it("count the messages in view whose length lies over the lower end and up to the upper one", async () => {
    const half: Filter = { kind: "ranges", column: "_x", ranges: [{ min: 0, max: 25 }], exclude: false };
    const own: Filter = { kind: "list", column: "mlt", match: "any", values: ["[MLT:50]"], without: [] };
    const scope = scopeOf(COLUMNS, { filters: [half, own] });
    const rates = await hitRates(engine, scope, "mlt", "words", rulerRange);
    expect(rates.map(({ label }) => label)).toEqual(["[MLT:50]", "[MLT:>800]", "it's"]);
    for (const { label, messages, hits, total, range, spread } of rates) {
      const all = MESSAGES.filter(({ place }) => LABELS[place] === label);
      const inView = all.filter(({ row }) => row <= 25);
      const isHit = ({ words }: { words: number }) =>
        range !== null && words > range.over && words <= range.upTo;
      expect([messages, hits, total]).toEqual([inView.length, inView.filter(isHit).length, all.length]);
      const sorted = inView.map(({ words }) => words).sort((a, b) => a - b);
      const middle = (sorted.length - 1) / 2;
      expect(spread?.[1]).toBe(((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2);
    }
    expect(rates[2]?.range).toBeNull();
  });

  it("take characters and ranges of one's own", async () => {
    const [first] = await hitRates(engine, scopeOf(COLUMNS), "mlt", "chars", () => ({ over: 10, upTo: 40 }));
    const of = MESSAGES.filter(
      ({ place, chars }) => LABELS[place] === "[MLT:50]" && chars > 10 && chars <= 40,
    );
    expect(first?.hits).toBe(of.length);
  });
});
