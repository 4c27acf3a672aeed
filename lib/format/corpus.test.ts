import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openSource } from "@/lib/source";
import { FormatError } from "./model";
import { PartsSource } from "./parts-source";
import { readTextRecord } from "./read-text-record";
import { blobHandle, readWholeFile } from "./testing";

const DATA = "../shared/data";
const load = (path: string) => readWholeFile(blobHandle(readFileSync(`${DATA}/${path}`), path));

/** Rows of each file, from SOURCES.md. */
const ROWS: Readonly<Record<string, [framing: string, rows: number]>> = {
  "tau-bench-airline-gpt4o.json": ["array", 200],
  "hh-rlhf-harmless-test.jsonl.gz": ["lines", 2312],
  "dpo-en-sharegpt.json": ["array", 300],
  "glaive-toolcall-sharegpt.json": ["array", 300],
  "reason-tool-use-parts.jsonl": ["lines", 50],
  "kto-en-messages.json": ["array", 300],
  "esft-intent-messages.jsonl": ["lines", 7280],
  "mt-bench-question.jsonl": ["lines", 80],
  "arena-hard-v2-question.jsonl": ["lines", 750],
  "tulu1-human-eval.jsonl": ["lines", 996],
  "numina-cot-sharegpt.jsonl": ["lines", 1000],
  "gsm8k-train.jsonl": ["lines", 7473],
  "bfcl-multi-turn-base.json": ["lines", 200],
  "shapes/ipw-sft-shape.jsonl": ["lines", 300],
  "shapes/react-observation-shape.jsonl": ["lines", 300],
  "shapes/tulu3-mlt-shape.jsonl": ["lines", 300],
  "corrupt/crlf.jsonl": ["lines", 133],
  "corrupt/bom.jsonl": ["lines", 10],
  "corrupt/message-shapes.jsonl": ["lines", 18],
  "corrupt/big-numbers.jsonl": ["lines", 20],
  "corrupt/lone-surrogates.jsonl": ["lines", 17],
  "corrupt/invalid-utf8.jsonl": ["lines", 11],
  "corrupt/nan-literals.jsonl": ["lines", 10],
  "corrupt/duplicate-key.ndjson": ["lines", 5],
  "corrupt/deep-500.json": ["lines", 1],
  "corrupt/array-in-jsonl.jsonl": ["array", 12],
  "corrupt/odd-keys.jsonl": ["lines", 6],
};

describe("published files", () => {
  it.each(Object.entries(ROWS))(
    "%s: every row, and every row again by its place",
    async (path, [framing, rows]) => {
      const whole = await load(path);
      expect(whole.error).toBeNull();
      expect(whole.detection?.framing).toBe(framing);
      expect([whole.records.length, whole.problems.length]).toEqual([rows, 0]);
      if (framing === "lines") expect(whole.lines).toBe(rows + whole.blanks);

      const file = openSource(blobHandle(readFileSync(`${DATA}/${path}`), path));
      const source = whole.parts.length > 0 ? new PartsSource(path, whole.parts) : file;
      for (const record of whole.records.filter((_, index) => index % Math.ceil(rows / 40) === 0)) {
        const again = await readTextRecord(source, record);
        // Read alone, numbers keep the way they are written: 1.0 is not 1, but the same number.
        expect(JSON.stringify(again.value)).toBe(JSON.stringify(record.value));
      }
    },
  );
});

describe("damaged files", () => {
  const faults = async (path: string) => {
    const { records, problems, error } = await load(`corrupt/${path}`);
    const listed = problems.map(({ line, column, reason }) => [line, column, reason]);
    return { rows: records.length, listed, error };
  };

  it("bad-lines: names line, column and cause of each", async () => {
    const { rows, listed } = await faults("bad-lines.jsonl");
    expect(rows).toBe(73);
    expect(listed).toEqual([
      [5, 157, "the line is cut inside the text that starts at character 54"],
      [17, 551, "a comma with nothing after it"],
      [33, 2, "single quotes; JSON needs double quotes"],
      [60, 1, "a merge conflict marker, not JSON"],
      [70, 253, "there is more after the first value"],
      [80, 270, "the line is cut inside the text that starts at character 175"],
    ]);
    expect((await load("corrupt/bad-lines.jsonl")).blanks).toBe(1);
  });

  it("two-objects-on-a-line: says that there is more", async () => {
    const { rows, listed } = await faults("two-objects-on-a-line.ndjson");
    expect(rows).toBe(0);
    expect(listed).toEqual([[1, 45, "there is more after the first value"]]);
  });

  it("unterminated-quote: points at the start of the text", async () => {
    const { rows, listed } = await faults("unterminated-quote.ndjson");
    expect(rows).toBe(4);
    expect(listed).toEqual([[3, 16, "the text that starts at character 16 is not closed"]]);
  });

  it("nul-bytes: names the NUL and keeps the escaped one", async () => {
    const { rows, listed } = await faults("nul-bytes.jsonl");
    expect(rows).toBe(4);
    expect(listed).toEqual([
      [2, 61, "4 × NUL character (U+0000) inside the text that starts at character 54"],
      [4, 1, "4,096 × NUL character (U+0000)"],
    ]);
    const last = (await load("corrupt/nul-bytes.jsonl")).records.at(-1);
    expect(last?.value.get("turns")?.item(0)?.text()).toBe("escaped NUL here: \0 <-");
  });

  it("nan-literals: every row is kept and marked", async () => {
    const { records } = await load("corrupt/nan-literals.jsonl");
    expect(records.map((record) => record.marks)).toEqual(Array(10).fill(["NaN literal"]));
  });

  it("big-numbers: digits are those of the file", async () => {
    const { records } = await load("corrupt/big-numbers.jsonl");
    const shown = new Map(
      records.map(({ value }) => [value.get("case")?.text(), value.get("value")?.item(0)?.text()]),
    );
    expect(shown.get("number_10000000000000000999")).toBe("10000000000000000999");
    expect(shown.get("number_9223372036854775807")).toBe("9223372036854775807");
    expect(shown.get("number_1.000000000000000005")).toBe("1.000000000000000005");
    expect(shown.get("i_number_neg_int_huge_exp")).toBe("-1e+9999");
    expect(shown.get("number_1e-999")).toBe("1E-999");
    expect(shown.get("number_1000000000000000")).toBe("1000000000000000");
  });

  it("invalid-utf8: lines 2 to 10 are kept and marked", async () => {
    const { records } = await load("corrupt/invalid-utf8.jsonl");
    expect(records.map(({ marks }) => marks.join())).toEqual(["", ...Array(9).fill("not UTF-8"), ""]);
    expect(records[1]?.value.get("value")?.item(0)?.text()).toContain("\ufffd");
    expect(records[10]?.value.get("value")?.item(0)?.text()).toBe("ok ✓");
  });

  it("lone-surrogates: only raw bytes are marked", async () => {
    const { records } = await load("corrupt/lone-surrogates.jsonl");
    const marked = records.filter(({ marks }) => marks.length > 0).map(({ line }) => line + 1);
    expect(marked).toEqual([3, 12, 14, 16]);
  });

  it("crlf and bom: nothing invisible stays", async () => {
    const crlf = await load("corrupt/crlf.jsonl");
    const source = openSource(blobHandle(readFileSync(`${DATA}/corrupt/crlf.jsonl`)));
    const first = crlf.records[0];
    if (!first) throw new Error("no record");
    expect((await readTextRecord(source, first)).text).not.toContain("\r");
    const bom = await load("corrupt/bom.jsonl");
    expect(bom.records[0]?.value.get("question_id")?.text()).toBe("81");
    expect(bom.records[0]?.offset).toBe(3);
  });

  it("duplicate-key: the last one counts, and reading the record says so", async () => {
    const { records } = await load("corrupt/duplicate-key.ndjson");
    const third = records[2];
    if (!third) throw new Error("no third record");
    expect(third.value.get("id")?.text()).toBe("42");
    const source = openSource(blobHandle(readFileSync(`${DATA}/corrupt/duplicate-key.ndjson`)));
    const again = await readTextRecord(source, third);
    expect(again.marks).toEqual(["repeated key"]);
    expect(again.text).toBe('{"id":3,"id":42,"name":"The Firm"}');
  });

  it("truncated.jsonl.gz: all rows that came out, then a sentence", async () => {
    const { rows, listed, error } = await faults("truncated.jsonl.gz");
    expect(rows).toBe(198);
    expect(listed.map(([line]) => line)).toEqual([199]);
    expect(error).toMatchObject({ code: "truncated", message: expect.stringContaining("ends early") });
  });

  it("files that are no data say what they are", async () => {
    const { error } = await load("corrupt/lfs-pointer.jsonl.gz");
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({
      code: "lfs-pointer",
      message: expect.stringMatching(/131 bytes.*875,191/),
    });
    expect((await load("corrupt/empty.jsonl")).error).toMatchObject({ code: "empty" });
    expect((await load("corrupt/encrypted.parquet")).error).toMatchObject({ code: "encrypted" });
  });
});
