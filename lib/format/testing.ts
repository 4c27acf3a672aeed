import { openSource, type SourceHandle } from "@/lib/source";
import { detectFormat } from "./detect-format";
import type { FormatDetection, ParsedRecord, RecordProblem, UnpackedPart } from "./model";
import { parseTextChunk } from "./parse-text-chunk";
import { type PlanOptions, planTextChunks } from "./plan-text-chunks";

export interface WholeFile {
  detection: FormatDetection | null;
  /** With `line` 0-based in the file. */
  records: ParsedRecord[];
  /** With `line` 1-based in the file. */
  problems: RecordProblem[];
  lines: number;
  blanks: number;
  chunks: number;
  parts: UnpackedPart[];
  /** What ended the reading early. */
  error: unknown;
}

export function blobHandle(bytes: BlobPart, name = "test.jsonl"): SourceHandle {
  return { kind: "blob", name, blob: new Blob([bytes]), lastModified: null };
}

/** Reads a file as the app does: detect, plan, parse every chunk, add up the lines. */
export async function readWholeFile(
  handle: SourceHandle,
  options: PlanOptions & { roomBytes?: number } = {},
  forced?: FormatDetection,
): Promise<WholeFile> {
  const whole: WholeFile = {
    detection: null,
    records: [],
    problems: [],
    lines: 0,
    blanks: 0,
    chunks: 0,
    parts: [],
    error: null,
  };
  try {
    const detection = forced ?? (await detectFormat(openSource(handle)));
    whole.detection = detection;
    for await (const chunk of planTextChunks(handle, 0, detection, options, (part) =>
      whole.parts.push(part),
    )) {
      const before = whole.lines;
      const sink = {
        record: (record: ParsedRecord) => whole.records.push({ ...record, line: record.line + before }),
        problem: (problem: RecordProblem) =>
          whole.problems.push({ ...problem, line: (problem.line ?? 0) + before + 1 }),
      };
      const totals = await parseTextChunk(chunk, sink, { roomBytes: options.roomBytes });
      whole.lines += totals.lines;
      whole.blanks += totals.blanks;
      whole.chunks++;
    }
  } catch (error) {
    whole.error = error;
  }
  return whole;
}
