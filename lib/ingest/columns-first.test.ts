import { describe, expect, it } from "vitest";
import type { ParquetChunk } from "@/lib/format";
import type { ColumnType } from "@/lib/schema";
import { columnsFirst } from "./columns-first";
import type { FirstReply } from "./parse-protocol";

describe("columnsFirst", () => {
  const MB = 2 ** 20;
  const rows = MB;

  /** Of fields with their type in the file, in the index, and the bytes of a row. */
  function chosen(
    fields: [name: string, isFlat: boolean, type: ColumnType, rowBytes: number][],
    { kind = "blob", rowGroups = 1 } = {},
  ): string[] {
    const stretches = Array.from({ length: rowGroups }, (_, rowGroup) => ({
      ...{ rowGroup, rowStart: 0, rowEnd: rows / rowGroups },
    }));
    const chunk = { kind: "parquet", file: 0, source: { kind }, stretches } as unknown as ParquetChunk;
    const plan = {
      ...{ chunks: [chunk], chunkBytes: [0], notices: [] },
      fields: fields.map(([name, isFlat, , bytes]) => ({ name, isFlat, bytes: bytes * rows })),
    };
    const indexed = fields.map(([field, , type, bytes]) => ({
      ...{ field, type, stored: bytes > 512 ? "preview" : "full" },
    }));
    return columnsFirst(plan, { fields: indexed, heldBack: ["messages"] } as unknown as FirstReply);
  }

  it("takes numbers and short texts, the smallest first", () => {
    const fields: Parameters<typeof chosen>[0] = [
      ["id", true, "text", 40],
      ["messages", false, "json", 2000],
      ["labels", true, "list<text>", 2],
      ["tokens", true, "integer", 8],
      ["category", true, "text", 1],
      ["answer", true, "text", 900],
      ["meta", false, "json", 4],
    ];
    expect(chosen(fields)).toEqual(["category", "labels", "tokens", "id"]);
  });

  it("takes no more than a small share of the file", () => {
    const numbers = Array.from(
      { length: 9 },
      (_, at) => [`number ${at}`, true, "double", 8 + at] as const,
    ) as unknown as Parameters<typeof chosen>[0];
    expect(chosen([["messages", false, "json", 300], ...numbers])).toHaveLength(4);
  });

  it("takes none where the others are quickly read, or where there is nothing but a conversation", () => {
    expect(
      chosen([
        ["messages", false, "json", 14],
        ["n", true, "integer", 1],
      ]),
    ).toEqual([]);
    expect(
      chosen([
        ["messages", false, "json", 2000],
        ["answer", true, "text", 900],
      ]),
    ).toEqual([]);
  });

  it("takes none from a server that would be asked hundreds of times for them", () => {
    const fields: Parameters<typeof chosen>[0] = [
      ["messages", false, "json", 2000],
      ["n", true, "integer", 4],
    ];
    expect(chosen(fields, { kind: "url", rowGroups: 256 })).toEqual(["n"]);
    expect(chosen(fields, { kind: "url", rowGroups: 257 })).toEqual([]);
    expect(chosen(fields, { kind: "blob", rowGroups: 257 })).toEqual(["n"]);
  });
});
