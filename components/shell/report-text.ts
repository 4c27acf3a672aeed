import { formatBytes, formatCount, formatDuration, visibleLine } from "@/components/ui";
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

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** The load report as plain text, for a mail or an issue. */
export function reportText(report: LoadReport): string {
  const { rows, skipped, blank } = totalsOf(report);
  const files = report.files.map((file) =>
    [
      file.name,
      file.format,
      formatBytes(file.sizeBytes),
      `${formatCount(file.rows)} rows`,
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
    `${formatCount(rows)} rows read, ${formatCount(skipped)} lines skipped, ${formatCount(blank)} blank lines`,
    ...section("Files", files),
    ...section("Skipped lines", problems),
    ...section(
      "Type conflicts",
      report.typeConflicts.map(
        ({ field, from, to, row }) => `${field}: ${from} became ${to} near row ${formatCount(row + 1)}`,
      ),
    ),
    ...section(
      "Late fields",
      report.lateFields.map(({ field, row }) => `${field}: first near row ${formatCount(row + 1)}`),
    ),
    ...section(
      "Notices",
      report.notices.map((notice) => {
        const name = report.files.length > 1 ? report.files[notice.file]?.name : undefined;
        return name === undefined ? notice.message : `${name}: ${notice.message}`;
      }),
    ),
    "",
  ].join("\n");
}
