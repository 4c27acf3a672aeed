"use client";

import { useState } from "react";
import { formatBytes, formatCount } from "@/components/ui";
import type { DatasetState, FileReport, LoadReport } from "@/lib/ingest";
import type { RowRef } from "@/lib/view";
import { localNotice } from "./local-notice";
import { missingRowWords } from "./missing-row-words";
import type { NoticeItem } from "./notices";
import { withFileName } from "./report-text";
import { rowsReadOf } from "./rows-read";
import type { GivenFiles } from "./source-gate";

/** More notices than this are left to the load report. */
const LISTED_NOTICES = 3;

/** What reading found odd; a strip for each of a few, one for many. */
function noticesOf(report: LoadReport): NoticeItem[] {
  const { notices } = report;
  if (notices.length > LISTED_NOTICES) {
    const text = `Reading the data left ${formatCount(notices.length)} notices. The load report lists them.`;
    return [{ key: "notices", tone: "problem", text }];
  }
  return notices.map((notice) => {
    const text = withFileName(report.files[notice.file]?.name, notice.message);
    return { key: `notice ${text}`, tone: "problem", text };
  });
}

/** How much of a file is there that could not be had to its end. */
function shownWords({ lostAt, rows }: FileReport): string {
  return lostAt === null || rows === 0
    ? ""
    : ` What stands before is here: the first ${formatBytes(lostAt)}.`;
}

/** What the person should know about the link and the dataset, without what was put away. */
export function useNotices(input: {
  state: DatasetState;
  /** Hash of the fields of the dataset; null until all is read. */
  schema: string | null;
  linkNotices: readonly string[];
  given: GivenFiles | null;
  missing: readonly string[];
  /** Marks the link names and this browser has none of. */
  missingMarks: readonly string[];
  /** Something was marked, and the browser does not keep it. */
  areMarksLost: boolean;
  /** Why the columns of marks cannot be asked for. */
  marksError: string | null;
  /** The record that the link opens, and the dataset does not have; null when it has. */
  missingRow: RowRef | null;
}): { items: readonly NoticeItem[]; dismiss: (key: string) => void } {
  const { state, schema, linkNotices, given, missing, missingMarks, missingRow } = input;
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const isReady = state.status === "ready";
  const items: NoticeItem[] = linkNotices.map((text) => ({ key: text, tone: "problem", text }));
  const local = given === null ? null : localNotice(given, missing, schema, isReady);
  if (local !== null) items.push(local);
  if (isReady && missing.length > 0 && local?.key !== "local-neither") {
    const text = `The link uses ${missing.join(", ")}, which this dataset does not have. That part is left out.`;
    items.push({ key: `missing ${text}`, tone: "problem", text });
  }
  if (isReady && missingMarks.length > 0) {
    const text = `The link filters or sorts by marks (${missingMarks.join(", ")}), which this browser does not have: marks stay with whoever made them. That part is left out. Import their marks to see it.`;
    items.push({ key: `marks ${text}`, tone: "problem", text });
  }
  if (input.areMarksLost) {
    const text =
      "This browser refuses to keep marks (a private window, or storage switched off): they last until this page is closed. Export them to keep them.";
    items.push({ key: "marks-lost", tone: "problem", text });
  }
  if (input.marksError !== null) {
    const text = `Marks cannot be filtered or sorted by: ${input.marksError}`;
    items.push({ key: text, tone: "problem", text });
  }
  if (isReady && missingRow !== null) {
    const text = missingRowWords(missingRow, state.rows, rowsReadOf(state));
    items.push({ key: `row ${text}`, tone: "problem", text });
  }
  for (const file of state.report.files) {
    if (file.error === null || state.status === "failed") continue;
    items.push({
      key: `file ${file.name} ${file.error}`,
      tone: "problem",
      text: `${withFileName(file.name, file.error)}${shownWords(file)}`,
    });
  }
  if (state.status !== "failed") items.push(...noticesOf(state.report));
  if (isReady && state.report.problemCount > 0) {
    const count = state.report.problemCount.toLocaleString("en-US");
    const lines = state.report.problemCount === 1 ? "line" : "lines";
    items.push({
      key: "skipped",
      tone: "problem",
      text: `${count} ${lines} could not be read and ${state.report.problemCount === 1 ? "was" : "were"} skipped. The load report names ${state.report.problemCount === 1 ? "it" : "them"}.`,
    });
  }
  return {
    items: items.filter((item) => !dismissed.has(item.key)),
    dismiss: (key) => setDismissed((old) => new Set([...old, key])),
  };
}
