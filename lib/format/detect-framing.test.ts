import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { blobHandle, readWholeFile } from "./testing";

const MESSAGES = '[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]';
const long = "x".repeat(100_000);

/** What people have, how it is framed, and how many rows and problems it must give. */
const FILES: readonly [name: string, content: string, framing: string, rows: number, problems: number][] = [
  ["lines of objects", '{"a":1}\n{"a":2}\n', "lines", 2, 0],
  ["lines that are lists of messages", `${MESSAGES}\n${MESSAGES}\n`, "lines", 2, 0],
  ["one line that is a list of messages", `${MESSAGES}\n`, "lines", 1, 0],
  [
    "a first line beyond the sample that is a list of messages",
    `[{"role":"user","content":"${long}"}]\n${MESSAGES}`,
    "lines",
    2,
    0,
  ],
  ["an array of objects on one line", '[{"a":1},{"a":2},{"a":3}]', "array", 3, 0],
  ["an array of objects on one line beyond the sample", `[{"a":"${long}"},{"a":2}]`, "array", 2, 0],
  ["an array of conversations on one line", `[${MESSAGES},${MESSAGES}]`, "array", 2, 0],
  ["an array with one element per line", '[{"a":1},\n{"a":2}\n]\n', "array", 2, 0],
  ["an array with the bracket on its own line", '[\n{"a":1}\n,\n{"a":2}]', "array", 2, 0],
  ["an array after blank lines", '\n\n[\n  {"a": 1}\n]\n', "array", 1, 0],
  ["an indented array with a broken element", '[\n {"a": 1},\n {"a": oops},\n {"a": 3}\n]', "array", 2, 1],
  ["one object over many lines", '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}\n', "array", 1, 0],
  ["several objects over many lines", '{\n  "a": 1\n}\n{\n  "a": 2\n}\n', "array", 2, 0],
  ["a first line cut after a comma", '{"a":1,\n{"a":2}\n{"a":3}\n', "lines", 2, 1],
  ["a first line cut inside a text", '{"a":"b\n{"a":2}\n{"a":3}\n', "lines", 2, 1],
  ["a first line that is no JSON", 'exported 2024\n{"a":2}\n', "lines", 1, 1],
  ["one number", "42", "lines", 1, 0],
  ["an empty array", "[]", "lines", 1, 0],
  ["one long line", `{"a":"${long}"}`, "lines", 1, 0],
  ["500 levels", "[".repeat(500) + "]".repeat(500), "lines", 1, 0],
];

describe("framing by content", () => {
  it.each(FILES)("%s", async (_, content, framing, rows, problems) => {
    for (const [packing, bytes] of [
      ["none", Buffer.from(content)],
      ["gzip", gzipSync(content)],
    ] as const) {
      const whole = await readWholeFile(blobHandle(bytes));
      expect(whole.error).toBeNull();
      expect(whole.detection).toEqual({ packing, framing });
      expect([whole.records.length, whole.problems.length]).toEqual([rows, problems]);
    }
  });

  it("numbers the lines of elements", async () => {
    const { records } = await readWholeFile(blobHandle('\n[\n {"a":1}, {"a":2},\n\n {"a":3}\n]'));
    expect(records.map(({ line }) => line)).toEqual([2, 2, 4]);
  });

  it("keeps the elements of an array that is cut, and says so", async () => {
    const { records, problems, error } = await readWholeFile(blobHandle('[\n{"a":1},\n{"a":"tw'));
    expect(records.length).toBe(1);
    expect(problems).toMatchObject([{ line: 3, offset: 11, reason: expect.stringContaining("cut") }]);
    expect(error).toMatchObject({ code: "truncated" });
  });

  it("says what follows an array", async () => {
    const { records, error } = await readWholeFile(blobHandle('[\n{"a":1}\n]\ngarbage'));
    expect(records.length).toBe(1);
    expect(error).toMatchObject({ code: "not-data", message: expect.stringContaining("byte 12") });
  });

  it.each([
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "PNG"],
    ["a zip archive", Buffer.from("504b030414000000", "hex"), "zip"],
    ["UTF-16", Buffer.from('\ufeff{"a":1}\n', "utf16le"), "UTF-16"],
    ["a web page", Buffer.from("<!DOCTYPE html><title>Not found</title>"), "web page"],
    ["prose", Buffer.from("Once upon a time\nthere was a file.\n"), "neither"],
    ["noise", Buffer.from(Array.from({ length: 5000 }, (_, i) => 128 + ((i * 7919) % 120))), "neither"],
    ["white space", Buffer.from(" \n\n\t\n"), "white space"],
  ])("refuses %s in a sentence", async (_, bytes, word) => {
    const { error } = await readWholeFile(blobHandle(bytes, "file.jsonl"));
    expect(error).toMatchObject({ name: "FormatError", message: expect.stringContaining(word) });
  });
});
