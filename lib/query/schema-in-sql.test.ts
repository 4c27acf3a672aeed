import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groupTeacher, labelNumber } from "@/lib/schema";
import { labelNumberSql } from "./label-number-sql";
import { quoteTexts } from "./quote";
import { teacherGroupSql } from "./teacher-group-sql";
import { ENGINES, type TestEngine } from "./testing/engines";

const pieces = (signs: readonly string[]) =>
  fc.array(fc.constantFrom(...signs), { maxLength: 9 }).map((parts) => parts.join(""));

describe.each(ENGINES)("in %s", (_, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  it("groups teachers in SQL as in code", async () => {
    const names = fc.array(
      fc.oneof(pieces(["vllm", ":", "@", "8001", "kimi-k2", "/", "org", " ", ".", "é", "\n"]), fc.string()),
      {
        minLength: 1,
        maxLength: 50,
      },
    );
    await fc.assert(
      fc.asyncProperty(names, async (list) => {
        const sql = `SELECT ${teacherGroupSql("name")} AS name FROM (SELECT unnest(${quoteTexts(list)}) AS name)`;
        expect((await engine.query(sql)).column("name")).toEqual(list.map((name) => groupTeacher(name)));
      }),
      { numRuns: 60 },
    );
  });

  it("reads label numbers in SQL as in code", async () => {
    const labels = fc.array(
      fc.oneof(
        pieces(["[MLT:", "[", "MLT", ":", ">", "<", "=", "5", "0", ".", "800", "]", " ", "-", "\n"]),
        fc.string(),
      ),
      {
        minLength: 1,
        maxLength: 50,
      },
    );
    await fc.assert(
      fc.asyncProperty(labels, async (list) => {
        const known = ["[MLT:50]", "[MLT:>800]", ...list];
        const sql = `SELECT ${labelNumberSql("label")} AS number FROM (SELECT unnest(${quoteTexts(known)}) AS label)`;
        expect((await engine.query(sql)).column("number")).toEqual(known.map(labelNumber));
      }),
      { numRuns: 60 },
    );
  });
});
