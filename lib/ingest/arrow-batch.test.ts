import { tableFromIPC, type Vector } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { type BatchColumn, writeArrowBatch } from "./arrow-batch";
import { HashCells } from "./cells/hash-cells";
import { OWN_LAYOUT } from "./own-columns";
import { shiftLines } from "./shift-lines";

function roundTrip(columns: readonly BatchColumn[], rowCount: number): unknown[][] {
  const table = tableFromIPC(writeArrowBatch(columns, rowCount));
  return columns.map((_, index) => {
    const vector = table.getChildAt(index) as Vector;
    return Array.from({ length: rowCount }, (_, row) => {
      const cell: unknown = vector.get(row);
      return typeof cell === "object" && cell !== null ? [...(cell as Iterable<unknown>)] : cell;
    });
  });
}

describe("writeArrowBatch", () => {
  it("keeps integers of every size exact", () => {
    const cells = [0, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53) + 1, 9223372036854775807n, null];
    const [column] = roundTrip([{ type: "integer", cells }], cells.length);
    expect(column).toEqual(cells.map((cell) => (cell === null ? null : BigInt(cell))));
  });

  it("keeps texts, ASCII or not, with NUL and empty ones", () => {
    const cells = ["plain", "", null, "日本語", "😀", "a\u0000b", "é"];
    expect(roundTrip([{ type: "text", cells }], cells.length)).toEqual([cells]);
    const ascii = ["one", null, "two"];
    expect(roundTrip([{ type: "text", cells: ascii }], 3)).toEqual([ascii]);
  });

  it("turns half a surrogate pair into U+FFFD and not into its neighbour's half", () => {
    expect(roundTrip([{ type: "text", cells: ["\ud83d", "\ude00"] }], 2)).toEqual([["\ufffd", "\ufffd"]]);
  });

  it("keeps lists, empty and missing ones apart", () => {
    const cells = [["a", null, "b"], [], null, ["c"]];
    expect(roundTrip([{ type: "list<text>", cells }], 4)).toEqual([cells]);
    expect(roundTrip([{ type: "list<double>", cells: [[1.5], [null, 2]] }], 2)).toEqual([[[1.5], [null, 2]]]);
  });

  it("writes booleans, doubles and hashes with their nulls", () => {
    const hashes = new HashCells();
    for (const [row, hash] of [0xffffffffn, 0xffffffff00000001n, null].entries()) hashes.add(row, hash);
    const columns: BatchColumn[] = [
      { type: "boolean", cells: [true, null, false] },
      { type: "double", cells: [0.1, Number.NaN, null] },
      { type: "hash", cells: hashes },
    ];
    expect(roundTrip(columns, 3)).toEqual([
      [true, null, false],
      [0.1, Number.NaN, null],
      [0xffffffffn, 0xffffffff00000001n, null],
    ]);
  });
});

describe("shiftLines", () => {
  it("moves the lines of a batch in place, missing ones stay missing", () => {
    const rowCount = 3;
    const columns = OWN_LAYOUT.map((own): BatchColumn => {
      const isLine = own.name === "_line";
      if (own.type !== "hash")
        return { type: own.type, cells: isLine ? [1, null, 4_000_000] : [null, null, null] };
      const hashes = new HashCells();
      hashes.fillTo(rowCount);
      return { type: own.type, cells: hashes };
    });
    const ipc = writeArrowBatch(columns, rowCount);
    shiftLines(ipc, 2 ** 32 - 2);
    const lines = tableFromIPC(ipc).getChildAt(OWN_LAYOUT.findIndex((own) => own.name === "_line")) as Vector;
    expect([lines.get(0), lines.get(1), lines.get(2)]).toEqual([
      2n ** 32n - 1n,
      null,
      2n ** 32n + 3_999_998n,
    ]);
  });
});
