import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoment,
  formatUnits,
  visibleLine,
} from "@/components/ui";
import type { Notice } from "@/lib/format";
import type { LoadReport } from "@/lib/ingest";

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

/** A sentence when the next time will take as long as this one; null otherwise. */
export function refusalText(report: LoadReport): string | null {
  if (!report.isIndexRefused) return null;
  const files = report.files.length === 1 ? "this file is" : "these files are";
  return `The browser has no room for the index, or keeps nothing: ${files} read again next time.`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** The load report as plain text, for a mail or an issue. */
export function reportText(report: LoadReport): string {
  const refusal = refusalText(report);
  const { rows, skipped, blank } = totalsOf(report);
  const files = report.files.map((file) =>
    [
      file.name,
      file.format,
      formatBytes(file.sizeBytes),
      formatUnits(file.rows, "row"),
      `${formatCount(file.problemLines)} skipped`,
      `${formatCount(file.blankLines)} blank`,
      formatDuration(file.elapsedMs),
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
