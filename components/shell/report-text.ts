import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoment,
  formatPercent,
  formatUnits,
  visibleLine,
} from "@/components/ui";
import type { Notice } from "@/lib/format";
import type { DatasetState, FileReport, LoadReport } from "@/lib/ingest";
import { pendingWords } from "./pending-words";
import { isReadWhole, lostFiles, type RowsRead } from "./rows-read";

/** Rows read and rows skipped, over all files. */
export function totalsOf(report: LoadReport): { rows: number; skipped: number; blank: number } {
  let rows = 0;
  let blank = 0;
  for (const file of report.files) {
    rows += file.rows;
    blank += file.blankLines;
  }
  return { rows, skipped: report.problemCount, blank };
}

/** True when there is more to say than how many rows were read. */
export function hasFindings(report: LoadReport): boolean {
  return (
    report.problemCount > 0 ||
    report.typeConflicts.length > 0 ||
    report.lateFields.length > 0 ||
    report.notices.length > 0 ||
    report.files.some((file) => file.error !== null)
  );
}

/** "line 5, column 157"; files are named only where there are several. */
export function placeOf(
  report: LoadReport,
  at: { file: number; line: number | null; column: number | null; offset: number },
): string {
  const file = report.files.length > 1 ? `${report.files[at.file]?.name ?? `file ${at.file + 1}`}, ` : "";
  const line = at.line === null ? `byte ${formatCount(at.offset)}` : `line ${formatCount(at.line)}`;
  return `${file}${line}${at.column === null ? "" : `, column ${formatCount(at.column)}`}`;
}

/** A sentence with the name of its file in front, unless it begins with it already. */
export function withFileName(name: string | undefined, sentence: string): string {
  return name === undefined || sentence.startsWith(name) ? sentence : `${name}: ${sentence}`;
}

/** A notice with the name of its file, where there are several. */
export function noticeText(report: LoadReport, notice: Notice): string {
  const name = report.files.length > 1 ? report.files[notice.file]?.name : undefined;
  return withFileName(name, notice.message);
}

/** Name of a field on one line; a field may be called "". */
export function fieldWords(field: string): string {
  return field === "" ? "(empty)" : visibleLine(field);
}

/** A sentence when the report is not of all of the files: reading goes on, or was cancelled; null otherwise. */
export function partText(state: DatasetState): string | null {
  if (state.status === "opening" || state.status === "reading")
    return "The files are still being read: these are the numbers so far.";
  if (state.status !== "ready" || isReadWhole(state)) return null;
  const rest =
    state.pending === null
      ? "what stands behind that was not read and is not counted"
      : `conversations are ${pendingWords(state.pending)}`;
  if (state.cancelled)
    return `Reading was cancelled at ${placeWords(state.readBytes, state.totalBytes)}: ${rest}.`;
  const [lost] = lostFiles(state);
  return state.report.files.length > 1
    ? `${lostWords(state)}: what stands behind that is not counted.`
    : `Reading stopped at ${placeWords(lost?.lostAt ?? 0, lost?.sizeBytes ?? 0)}: ${rest}.`;
}

/** Where reading ended, as in `31.5% (1.31 MB of 4.17 MB)`. */
function placeWords(readBytes: number, totalBytes: number): string {
  const share = formatPercent(readBytes, totalBytes);
  const part = `${formatBytes(readBytes)} of ${formatBytes(totalBytes)}`;
  return share === "" ? part : `${share} (${part})`;
}

/** That files could not be had to their end, in few words: beside the rows, which would look like all. Null where all were. */
export function lostWords(state: DatasetState): string | null {
  const lost = lostFiles(state);
  const [first] = lost;
  if (first === undefined) return null;
  const { files } = state.report;
  return files.length === 1
    ? `reading stopped at ${formatPercent(first.lostAt ?? 0, first.sizeBytes)}`
    : `${lost.length} of ${formatUnits(files.length, "file")} not read to the end`;
}

/** What was read of a file, and in what time: "73 rows", "6 skipped", "1 blank", "41 ms". */
export function countsOfFile(file: FileReport): string[] {
  return [
    formatUnits(file.rows, "row"),
    `${formatCount(file.problemLines)} skipped`,
    `${formatCount(file.blankLines)} blank`,
    formatDuration(file.elapsedMs),
  ];
}

/** Why there is nothing to show of files that were read: lines that were skipped may well hold something. */
export function noRecordWords(problemCount: number, rowsRead: RowsRead): string {
  if (problemCount === 0 && rowsRead !== "all")
    return rowsRead === "until cancelled"
      ? "Reading was cancelled before the first row was there."
      : "Reading stopped before the first row was there.";
  if (problemCount === 0) return "Nothing that was read is a record. The load report says what there is.";
  return problemCount === 1
    ? "The only line that is not blank could not be read as one record. The load report shows it, and says why."
    : `None of the ${formatCount(problemCount)} lines could be read as one record. The load report shows them, and says why.`;
}

/** A sentence when the next time will take as long as this one; null otherwise. */
export function refusalText(report: LoadReport): string | null {
  if (!report.isIndexRefused) return null;
  const files = report.files.length === 1 ? "this file is" : "these files are";
  return `The browser has no room for the index, or keeps nothing: ${files} read again next time.`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** The load report as plain text, for a mail or an issue; `part` says what part of the files it is of, null for all. */
export function reportText(report: LoadReport, part: string | null): string {
  const refusal = refusalText(report);
  const { rows, skipped, blank } = totalsOf(report);
  const files = report.files.map((file) =>
    [
      file.name,
      file.format,
      formatBytes(file.sizeBytes),
      ...countsOfFile(file),
      ...(file.fingerprint === null ? [] : [`sha-256 of size and samples ${file.fingerprint}`]),
      ...(file.error === null ? [] : [`error: ${file.error}`]),
    ].join(" · "),
  );
  const problems = report.problems.flatMap((problem) => [
    `${placeOf(report, problem)}: ${problem.reason}`,
    ...(problem.excerpt === "" ? [] : [`  ${visibleLine(problem.excerpt)}`]),
  ]);
  if (report.problemCount > report.problems.length) {
    problems.push(`and ${formatCount(report.problemCount - report.problems.length)} more`);
  }
  return [
    "Load report",
    `${formatUnits(rows, "row")} read, ${formatUnits(skipped, "line")} skipped, ${formatUnits(blank, "blank line")}`,
    ...(part === null ? [] : [part]),
    ...(report.keptSinceMs === null ? [] : [`From the index of ${formatMoment(report.keptSinceMs)}`]),
    ...(refusal === null ? [] : [refusal]),
    ...section("Files", files),
    ...section("Skipped lines", problems),
    ...section(
      "Type conflicts",
      report.typeConflicts.map(
        ({ field, from, to, row }) =>
          `${fieldWords(field)}: ${from} became ${to} near row ${formatCount(row + 1)}`,
      ),
    ),
    ...section(
      "Late fields",
      report.lateFields.map(
        ({ field, row }) => `${fieldWords(field)}: first near row ${formatCount(row + 1)}`,
      ),
    ),
    ...section(
      "Notices",
      report.notices.map((notice) => noticeText(report, notice)),
    ),
    "",
  ].join("\n");
}
