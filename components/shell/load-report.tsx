"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ClipboardCopy, RotateCcw, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import {
  Button,
  classNames,
  formatBytes,
  formatCount,
  formatDuration,
  formatMoment,
  formatUnits,
  IconButton,
  useToast,
  visibleLine,
} from "@/components/ui";
import type { LoadReport } from "@/lib/ingest";
import { FoldedList } from "./folded-list";
import {
  countsOfFile,
  fieldWords,
  noticeText,
  placeOf,
  refusalText,
  reportText,
  totalsOf,
} from "./report-text";
import { useNarrow } from "./use-narrow";

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className="mt-4">
      <h3 className="mb-1 font-semibold text-sm">
        {title} <span className="font-normal text-ink-3">{formatCount(count)}</span>
      </h3>
      {children}
    </section>
  );
}

const CELL = "border-line border-b py-1 pr-4 text-left align-top font-normal";
const NUMBER_CELL = "border-line border-b py-1 pl-4 text-right align-top font-normal whitespace-nowrap";

/** The files where there is no room for a table: what its columns say stands below each name. */
function FilesList({ report }: { report: LoadReport }) {
  return (
    <ul aria-label="Files" className="border-line border-t text-xs tabular-nums">
      {report.files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the position is the identity of a file in its dataset
        <li key={index} className="border-line border-b py-1">
          <p className="break-all">{file.name}</p>
          <p className="text-ink-2">
            {[file.format, formatBytes(file.sizeBytes), ...countsOfFile(file)].join(" · ")}
          </p>
          {file.error === null ? null : <p className="mt-0.5 text-problem">{file.error}</p>}
        </li>
      ))}
    </ul>
  );
}

function FilesTable({ report }: { report: LoadReport }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-140 border-collapse text-xs tabular-nums">
        <thead className="text-ink-3">
          <tr>
            {["File", "Format"].map((title) => (
              <th key={title} scope="col" className={CELL}>
                {title}
              </th>
            ))}
            {["Size", "Rows", "Skipped", "Blank", "Time"].map((title) => (
              <th key={title} scope="col" className={NUMBER_CELL}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.files.map((file, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the position is the identity of a file in its dataset
            <tr key={index}>
              <td className={CELL}>
                <span className="break-all">{file.name}</span>
                {file.error === null ? null : <p className="mt-0.5 text-problem">{file.error}</p>}
              </td>
              <td className={classNames(CELL, "whitespace-nowrap")}>{file.format}</td>
              <td className={NUMBER_CELL}>{formatBytes(file.sizeBytes)}</td>
              <td className={NUMBER_CELL}>{formatCount(file.rows)}</td>
              <td className={NUMBER_CELL}>{formatCount(file.problemLines)}</td>
              <td className={NUMBER_CELL}>{formatCount(file.blankLines)}</td>
              <td className={NUMBER_CELL}>{formatDuration(file.elapsedMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SkippedLines({ report }: { report: LoadReport }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: report.problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 46,
    overscan: 8,
  });
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: items are positioned one by one */}
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled list must be reachable by keyboard
        tabIndex={0}
        aria-label="Skipped lines"
        role="list"
        className="max-h-80 overflow-auto border-line border-y"
      >
        <div className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const problem = report.problems[item.index];
            if (!problem) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see the list
              <div
                key={item.key}
                role="listitem"
                data-index={item.index}
                ref={rows.measureElement}
                className="absolute inset-x-0 border-line border-b py-1 text-xs"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <p>
                  <span className="font-medium">{placeOf(report, problem)}</span>
                  <span className="text-ink-2">: {problem.reason}</span>
                </p>
                {problem.excerpt === "" ? null : (
                  <p className="truncate font-mono text-ink-3">{visibleLine(problem.excerpt)}</p>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {report.problemCount > report.problems.length ? (
        <p className="mt-1 text-ink-3 text-xs">
          The first {formatCount(report.problems.length)} of {formatCount(report.problemCount)} are listed.
        </p>
      ) : null}
    </>
  );
}

/** Where findings are, when all are at one place. */
function nearRow(items: readonly { row: number }[]): string {
  const row = items[0]?.row;
  return row !== undefined && items.every((item) => item.row === row)
    ? ` near row ${formatCount(row + 1)}`
    : "";
}

/** What went wrong and what is odd: rows read and skipped, lines, reasons, type conflicts, late fields, times. */
export function LoadReportPanel({
  report,
  part,
  onClose,
  onReadAnew,
}: {
  report: LoadReport;
  /** What part of the files it is of, for people; null for all. */
  part: string | null;
  onClose: () => void;
  /** Reads the files though an index of them was kept. */
  onReadAnew: () => void;
}) {
  const toast = useToast();
  const isNarrow = useNarrow();
  const { rows, skipped, blank } = totalsOf(report);
  const refusal = refusalText(report);
  const copy = () =>
    navigator.clipboard.writeText(reportText(report, part)).then(
      () => toast({ title: "Load report copied" }),
      () => toast({ title: "The browser did not allow copying", tone: "problem" }),
    );
  return (
    <section
      aria-label="Load report"
      className="max-h-[40dvh] shrink-0 overflow-auto border-line border-b bg-surface px-3 pb-4"
    >
      <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-2 bg-surface py-1.5">
        <h2 className="font-semibold max-md:mr-auto">Load report</h2>
        {/* On a phone a line of its own: numbers cut in half say nothing. */}
        <p className="min-w-0 flex-1 text-ink-2 max-md:order-last max-md:basis-full">
          {`${formatUnits(rows, "row")} read · ${formatUnits(skipped, "line")} skipped · ${formatCount(blank)} blank`}
        </p>
        <Button size="sm" onClick={copy}>
          <ClipboardCopy aria-hidden />
          Copy as text
        </Button>
        <IconButton label="Close load report" icon={<X />} onClick={onClose} />
      </header>
      {report.keptSinceMs === null ? null : (
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
          <p>
            Shown from the index of {formatMoment(report.keptSinceMs)}, which this browser kept. The times are
            those of that reading.
          </p>
          <Button size="sm" onClick={onReadAnew}>
            <RotateCcw aria-hidden />
            Read again
          </Button>
        </div>
      )}
      {part === null ? null : <p className="mt-1 text-ink-2">{part}</p>}
      {refusal === null ? null : <p className="mt-1 text-ink-2">{refusal}</p>}
      <Section title="Files" count={report.files.length}>
        {isNarrow ? <FilesList report={report} /> : <FilesTable report={report} />}
      </Section>
      <Section title="Skipped lines" count={report.problemCount}>
        <SkippedLines report={report} />
      </Section>
      <Section title="Type conflicts" count={report.typeConflicts.length}>
        <FoldedList
          items={report.typeConflicts}
          rest={nearRow}
          render={(conflict) => (
            <>
              <span className="font-medium">{fieldWords(conflict.field)}</span>{" "}
              <span className="text-ink-2">
                {conflict.from} became {conflict.to} near row {formatCount(conflict.row + 1)}
              </span>
            </>
          )}
        />
      </Section>
      <Section title="Late fields" count={report.lateFields.length}>
        <FoldedList
          items={report.lateFields}
          rest={nearRow}
          render={(late) => (
            <>
              <span className="font-medium">{fieldWords(late.field)}</span>{" "}
              <span className="text-ink-2">
                first seen near row {formatCount(late.row + 1)}, empty before
              </span>
            </>
          )}
        />
      </Section>
      <Section title="Notices" count={report.notices.length}>
        <FoldedList items={report.notices} render={(notice) => noticeText(report, notice)} />
      </Section>
    </section>
  );
}
