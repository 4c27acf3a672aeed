import { readFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { readParquet } from "parquet-wasm";
import { describe, expect, it } from "vitest";
import { jsonValue } from "@/lib/format/json-value";
import type { Value } from "@/lib/format/value";
import { measureConversation } from "./measure-conversation";
import { readConversation } from "./read-conversation";
import { NO_OPTIONS } from "./testing";

const DATA = new URL("../../../shared/data/", import.meta.url);

describe("shapes that come as Parquet", () => {
  it("takes the outer answer as the assistant's message", () => {
    const records = readParquetRows("shapes/acemath-shape.parquet");
    expect(records).toHaveLength(1500);
    for (const record of records) {
      const read = readConversation(record, NO_OPTIONS);
      expect(read.messages.map((message) => message.role).join()).toMatch(/^(system,)?user,assistant$/);
      expect(read.messages.at(-1)?.text).toBe(record.get("answer")?.text());
      expect(read.usedFields).toEqual(["messages", "answer"]);
      expect(measureConversation(record, NO_OPTIONS).turns).toBe(1);
    }
  });

  it("shows the prompt of a preference pair once", () => {
    const records = readParquetRows("shapes/tulu3-preference-shape.parquet");
    expect(records).toHaveLength(996);
    for (const record of records) {
      const read = readConversation(record, NO_OPTIONS);
      expect(read.messages.map((message) => message.text)).toEqual([record.get("prompt")?.text()]);
      expect(read.variants.map((variant) => variant.messages.map((message) => message.role))).toEqual([
        ["assistant"],
        ["assistant"],
      ]);
      expect(read.variants.map((variant) => variant.model)).toEqual([
        record.get("chosen_model")?.text(),
        record.get("rejected_model")?.text(),
      ]);
    }
  });

  it("reads prompts that are lists of one message", () => {
    const records = readParquetRows("gsm8k-verl.parquet");
    expect(records).toHaveLength(7473);
    for (const record of records) {
      const facts = measureConversation(record, NO_OPTIONS);
      expect(facts.roles).toEqual(["user"]);
      expect(facts.problems).toEqual(["no assistant message"]);
    }
  });
});

function readParquetRows(name: string): Value[] {
  const bytes = readFileSync(new URL(name, DATA));
  const table = tableFromIPC(readParquet(new Uint8Array(bytes)).intoIPCStream());
  return table.toArray().map((row: unknown) => jsonValue(JSON.parse(stringifyRow(row))));
}

function stringifyRow(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value));
}
