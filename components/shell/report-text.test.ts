import { describe, expect, it } from "vitest";
import type { DatasetState, LoadReport } from "@/lib/ingest/model";
import { hasFindings, partText, reportText } from "./report-text";

const file = {
  name: "bad-lines.jsonl",
  sizeBytes: 12_345,
  format: "JSONL",
  rows: 73,
  lines: 80,
  blankLines: 1,
  problemLines: 6,
  elapsedMs: 41,
  fingerprint: null,
  lostAt: null,
  error: null,
};
const empty: LoadReport = {
  files: [file],
  problems: [],
  problemCount: 0,
  typeConflicts: [],
  lateFields: [],
  notices: [],
  keptSinceMs: null,
  isIndexRefused: false,
};

describe("reportText", () => {
  it("counts what was read and names every skipped line with its reason and its raw text", () => {
    const text = reportText(
      {
        ...empty,
        problems: [
          { file: 0, line: 5, column: 157, offset: 900, reason: "the line is cut", excerpt: '{"a":\u0000' },
        ],
        problemCount: 6,
      },
      null,
    );
    expect(text).toContain("73 rows read, 6 lines skipped, 1 blank line\n");
    expect(text).toContain('  line 5, column 157: the line is cut\n    {"a":␀\n');
    expect(text).toContain("and 5 more");
    expect(text).toContain("bad-lines.jsonl · JSONL · 12.3 kB · 73 rows · 6 skipped · 1 blank · 41 ms");
  });

  it("names the file of a line only where there are several", () => {
    const text = reportText(
      {
        ...empty,
        files: [file, { ...file, name: "b.jsonl" }],
        problems: [{ file: 1, line: 2, column: null, offset: 0, reason: "not valid JSON", excerpt: "" }],
        problemCount: 1,
      },
      null,
    );
    expect(text).toContain("b.jsonl, line 2: not valid JSON");
  });

  it("says that a file is read again next time, which is no finding", () => {
    const refused = { ...empty, isIndexRefused: true };
    expect(reportText(refused, null)).toContain(
      "no room for the index, or keeps nothing: this file is read again",
    );
    expect(reportText({ ...refused, files: [file, file] }, null)).toContain(
      "these files are read again next time",
    );
    expect(reportText(empty, null)).not.toContain("index");
    expect(hasFindings(refused)).toBe(false);
  });

  it("says what part of the files was read when reading was cancelled", () => {
    const ready = {
      status: "ready",
      cancelled: true,
      readBytes: 806e6,
      totalBytes: 1.532e9,
      pending: null,
    } as DatasetState;
    const part = partText(ready);
    expect(part).toMatch(/^Reading was cancelled at 52\.6% \(806 MB of 1\.53 GB\): /);
    expect(reportText(empty, part)).toContain(`73 rows read, 0 lines skipped, 1 blank line\n${part}\n`);
    const pending = { rowEnd: 128, rows: 743_472, names: new Set<string>() };
    expect(partText({ ...ready, pending } as DatasetState)).toContain(
      ": conversations are read of 128 of 743,472 rows.",
    );
    const whole = { ...ready, cancelled: false, report: { ...empty, files: [file] } } as DatasetState;
    expect(partText(whole)).toBeNull();
    const lost = { ...file, sizeBytes: 4.17e6, lostAt: 1.31e6 };
    expect(partText({ ...whole, report: { ...empty, files: [lost] } } as DatasetState)).toBe(
      "Reading stopped at 31.4% (1.31 MB of 4.17 MB): what stands behind that was not read and is not counted.",
    );
    expect(partText({ ...whole, report: { ...empty, files: [file, lost] } } as DatasetState)).toBe(
      "1 of 2 files not read to the end: what stands behind that is not counted.",
    );
    expect(partText({ status: "reading" } as DatasetState)).toContain("so far");
  });

  it("has no findings for a clean file", () => {
    expect(hasFindings(empty)).toBe(false);
    expect(hasFindings({ ...empty, lateFields: [{ field: "score", row: 40 }] })).toBe(true);
  });
});
