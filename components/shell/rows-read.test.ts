import { expect, it } from "vitest";
import type { DatasetState } from "@/lib/ingest";
import { openableRows, rowsReadOf } from "./rows-read";

const REPORT = { files: [{ name: "a.parquet", lostAt: null }] };
const READY = {
  status: "ready",
  cancelled: false,
  pending: null,
  rows: 300,
  preview: { rows: [] },
  report: REPORT,
};

function state(change: object): DatasetState {
  return { ...READY, ...change } as unknown as DatasetState;
}

it("tells rows that are all there from those that are not", () => {
  const pending = { rowEnd: 10, rows: 300, names: new Set() };
  expect(rowsReadOf(state({}))).toBe("all");
  expect(rowsReadOf(state({ cancelled: true }))).toBe("until cancelled");
  // Of one Parquet file every row is there; of several, those behind may not be.
  expect(rowsReadOf(state({ cancelled: true, pending }))).toBe("all");
  const several = { files: [...REPORT.files, ...REPORT.files] };
  expect(rowsReadOf(state({ cancelled: true, pending, report: several }))).toBe("until cancelled");
  const lost = { files: [{ name: "a.jsonl", lostAt: 1000 }] };
  expect(rowsReadOf(state({ report: lost }))).toBe("until stopped");
  expect(rowsReadOf(state({ status: "reading", hasAllRows: false }))).toBe("so far");
  expect(rowsReadOf(state({ status: "reading", hasAllRows: true }))).toBe("all");
});

it("counts the rows that can be opened, before the database has any", () => {
  const preview = { columns: [], rows: Array.from({ length: 23 }, () => ({})) };
  expect(openableRows(state({ status: "opening" }))).toBe(0);
  expect(openableRows(state({ status: "reading", rows: 0, preview }))).toBe(23);
  expect(openableRows(state({ preview }))).toBe(300);
});
