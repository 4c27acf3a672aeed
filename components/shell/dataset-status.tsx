"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button, classNames, formatBytes, formatMoment, formatPercent, formatUnits } from "@/components/ui";
import type { Dataset, DatasetState } from "@/lib/ingest";
import { READING_BAR, READING_TRACK } from "./frame-classes";
import { pendingWords } from "./pending-words";
import { briefReadingWords, readingWords } from "./reading-words";
import { lostWords } from "./report-text";
import { previewedRows } from "./rows-read";
import { cancelReading } from "./sessions";
import { useDatasetProgress } from "./use-dataset-progress";
import { useDatasetState } from "./use-dataset-state";
import { useKeeping } from "./use-keeping";
import { useNarrow } from "./use-narrow";

/** Signs of a name that stay where there is no room for all of it: its end and what kind of file it is. */
const NAME_END = 14;

function endOf(name: string): number {
  const at = Math.max(0, name.length - NAME_END);
  // No sign of two halves is cut in two.
  return /[\uDC00-\uDFFF]/.test(name[at] ?? "") ? at - 1 : at;
}

function namesOf(state: DatasetState, fallback: readonly string[]): string {
  const reported = state.report.files.map((file) => file.name);
  const names = reported.length > 0 ? reported : fallback;
  const [first = "no file", ...others] = names;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** What is loaded, as in `44,866 rows · 157 MB · file.jsonl`. */
export function DatasetStatus({
  dataset,
  state,
  sourceNames,
  onReadAnew,
}: {
  dataset: Dataset;
  state: DatasetState;
  sourceNames: readonly string[];
  /** Reads the files from the start. */
  onReadAnew: () => void;
}) {
  const parts: string[] = [];
  const bytes =
    state.status === "failed"
      ? state.report.files.reduce((sum, file) => sum + file.sizeBytes, 0)
      : state.totalBytes;
  const isCancelled = state.status === "ready" && state.cancelled;
  if (state.status === "ready") parts.push(formatUnits(state.rows, "row"));
  // Beside the rows, which would look like all of the file; a long name must not push it off the screen.
  if (isCancelled) parts.push(`reading was cancelled at ${formatPercent(state.readBytes, state.totalBytes)}`);
  const lost = state.status === "ready" && !isCancelled ? lostWords(state) : null;
  if (lost !== null) parts.push(lost);
  if (state.status === "ready" && state.pending !== null)
    parts.push(`conversations ${pendingWords(state.pending)}`);
  // While reading, the rows that can be filtered; the progress below counts those read. The first rows are on the
  // screen before the database has any, and "0 rows" over them would be wrong.
  if (state.status === "reading")
    parts.push(
      state.rows === 0
        ? "reading"
        : `${formatUnits(state.rows, "row")}${state.hasAllRows ? "" : " indexed so far"}`,
    );
  if (state.status === "opening") parts.push("opening");
  if (state.status === "failed") parts.push("could not be read");
  if (bytes > 0) parts.push(formatBytes(bytes));
  const isPart = isCancelled || lost !== null;
  const facts = parts.map((part) => `${part} · `).join("");
  const name = namesOf(state, sourceNames);
  const nameEnd = endOf(name);
  const { keptSinceMs } = state.report;
  const kept =
    state.status === "ready" && keptSinceMs !== null ? ` · index of ${formatMoment(keptSinceMs)}` : "";
  const keeping = useKeeping(dataset) ? " · keeping its index" : "";
  return (
    <div className="flex items-center gap-2">
      <p
        role="status"
        aria-label="Dataset"
        // Not while numbers grow: a second line on a phone would move the table under the finger.
        className={classNames("flex min-w-0 text-ink-2", (isPart || kept !== "") && "max-md:flex-wrap")}
        title={`${facts}${name}${kept}${keeping && `${keeping}, so that it opens at once next time`}`}
      >
        <span className="min-w-0 truncate whitespace-pre">{facts}</span>
        {/* Files of a dataset differ at the end of their names. */}
        <span
          className={classNames(
            "flex max-w-full",
            nameEnd < NAME_END ? "shrink-0" : "min-w-[min(100%,8rem)] shrink-[99999]",
          )}
        >
          <span className="truncate whitespace-pre">{name.slice(0, nameEnd)}</span>
          <span className="shrink-0 whitespace-pre">{name.slice(nameEnd)}</span>
        </span>
        {kept === "" ? null : <span className="min-w-0 truncate whitespace-pre">{kept}</span>}
        {/* On a phone it would take a line of its own, and move the table when it comes and goes. */}
        {keeping === "" ? null : (
          <span className="min-w-0 truncate whitespace-pre text-ink-3 max-md:sr-only">{keeping}</span>
        )}
      </p>
      {isPart ? (
        <Button size="sm" aria-label="Read again" onClick={onReadAnew}>
          <RotateCcw aria-hidden />
          <span className="hidden md:inline">Read again</span>
        </Button>
      ) : null}
    </div>
  );
}

/** Bytes, rows, rate and time left while a dataset is read, and Cancel. */
export function ReadingProgress({ dataset }: { dataset: Dataset }) {
  const told = useDatasetProgress(dataset);
  // The first rows are on the screen before they are counted.
  const state = useDatasetState(dataset);
  const progress = { ...told, rows: Math.max(told.rows, previewedRows(state)) };
  const isAhead = state.status === "reading" && state.pending !== null;
  const { readBytes, totalBytes } = progress;
  const [isCancelling, setCancelling] = useState(false);
  const percent = totalBytes > 0 ? Math.min(100, (readBytes / totalBytes) * 100) : 0;
  const isNarrow = useNarrow();
  const words = readingWords(progress, isAhead);
  const shown = isNarrow ? briefReadingWords(progress, isAhead) : words;
  return (
    <div className={READING_BAR}>
      {/* A small file is read before the engine that indexes it has started. */}
      <span className="shrink-0 max-md:hidden">
        {totalBytes > 0 && readBytes >= totalBytes ? "Indexing" : "Reading"}
      </span>
      <div
        role="progressbar"
        aria-label="Reading"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(percent)}
        aria-valuetext={words.join(", ")}
        className={READING_TRACK}
      >
        <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
      </div>
      <span className="truncate">{shown.join(" · ")}</span>
      {isCancelling ? (
        // Reading stops at its next chunk, and what was read is indexed first.
        <span className="shrink-0 text-ink-3">Cancelling</span>
      ) : (
        <button
          type="button"
          onClick={() => {
            setCancelling(true);
            cancelReading(dataset);
          }}
          className="shrink-0 text-accent hover:underline"
        >
          Cancel
        </button>
      )}
    </div>
  );
}
