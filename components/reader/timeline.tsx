"use client";

import "./timeline.css";
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { classNames, formatCount, formatNumber, formatUnits, Select } from "@/components/ui";
import { isToolError, readStepMetrics, type StepMetric } from "@/lib/conversation";
import type { Message } from "@/lib/conversation/model";
import type { Value } from "@/lib/format/value";
import { type PlacedConversation, type PlacedMessage, roleInk } from "./name-messages";
import { type TimelineCell, timelineCells } from "./timeline-cells";
import { toVisibleLine } from "./visible-characters";

const CHARACTERS = "characters";
const NO_CELLS: readonly TimelineCell[] = [];

/**
 * The course of a record: a cell for each message, wide as the message is long (or slow, where the data tells), coloured
 * by role, with marks for tool errors, labels and hits of the search. A click goes to the message; arrow keys walk.
 */
export function Timeline({
  record,
  placed,
  hits,
  message,
  onMessageChange,
}: {
  record: Value;
  placed: PlacedConversation;
  /** Hits of the view's search in each message; null when nothing is searched. */
  hits: readonly number[] | null;
  /** The open message. */
  message: number | null;
  onMessageChange: (message: number) => void;
}) {
  const all = useMemo(
    () => [placed.messages, ...placed.variants.map((variant) => variant.messages)].flat(),
    [placed],
  );
  const metrics = useMemo(
    () =>
      readStepMetrics(
        record,
        all.map(({ message }) => message),
      ),
    [record, all],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const metric =
    chosen === CHARACTERS ? null : (metrics.find(({ name }) => name === chosen) ?? metrics[0] ?? null);
  const sizes = useMemo(() => metric?.values ?? all.map(({ message }) => message.chars), [metric, all]);
  const newest = useMemo(() => timelineCells(placed, sizes, hits, errorsOf), [placed, sizes, hits]);
  // Thousands of cells are drawn in slices, after the messages.
  const cells = useDeferredValue(newest, NO_CELLS);

  // One function for all cells and all renders: a step must not draw thousands of cells anew.
  const latest = useRef(onMessageChange);
  useEffect(() => {
    latest.current = onMessageChange;
  });
  const open = useCallback((index: number) => latest.current(index), []);

  const list = useRef<HTMLDivElement>(null);
  const current = cells.findIndex(({ start, end }) => message !== null && message >= start && message < end);
  const [focused, setFocused] = useState(0);
  const stop = Math.min(current >= 0 ? current : focused, cells.length - 1);
  useEffect(() => {
    const button = current < 0 ? null : list.current?.children[current];
    const box = list.current;
    // Only sideways: a step through the messages must not move the page.
    if (button instanceof HTMLElement && box)
      box.scrollLeft = Math.min(
        Math.max(box.scrollLeft, button.offsetLeft + button.offsetWidth - box.clientWidth),
        button.offsetLeft,
      );
  }, [current]);
  if (newest.length === 0) return null;

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = [...(list.current?.children ?? [])].indexOf(document.activeElement as Element);
    const next = nextCell(event.key, at, cells.length);
    if (at < 0 || next === null) return;
    event.preventDefault();
    setFocused(next);
    const button = list.current?.children[next];
    if (button instanceof HTMLElement) button.focus();
  };
  const errors = newest.reduce((sum, cell) => sum + cell.errors, 0);
  const labels = newest.reduce((sum, cell) => sum + cell.labels.length, 0);
  const hitCount = hits?.reduce((sum, count) => sum + count, 0) ?? 0;
  return (
    <div className="shrink-0 border-line border-b px-3 pt-1 pb-1">
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is no form */}
      <div
        ref={list}
        role="group"
        aria-label="Timeline"
        className="timeline-cells"
        onKeyDown={onKeyDown}
        onPointerOver={showTitle}
      >
        {cells.map((cell, position) => (
          <Cell
            key={cell.start}
            cell={cell}
            sizeText={sizeText(cell, metric)}
            isCurrent={position === current}
            isStop={position === stop}
            onOpen={open}
          />
        ))}
      </div>
      <p className="mt-0.5 flex min-h-4 flex-wrap items-center gap-x-3 text-ink-3 text-xs">
        <span>{formatUnits(placed.total, "message")}</span>
        {metrics.length === 0 ? (
          <span>width by length</span>
        ) : (
          <span className="inline-flex items-center gap-1">
            width by
            <Select
              size="sm"
              aria-label="Width of the timeline's cells"
              value={metric?.name ?? CHARACTERS}
              options={[
                ...metrics.map(({ name }) => ({ value: name, label: toVisibleLine(name) })),
                { value: CHARACTERS, label: "length in characters" },
              ]}
              onValueChange={setChosen}
            />
          </span>
        )}
        {errors === 0 ? null : <Legend mark="error">{formatUnits(errors, "tool error")}</Legend>}
        {hits === null ? null : (
          <Legend mark="hit">
            {formatUnits(hitCount, "search hit")} in{" "}
            {formatUnits(hits.filter((count) => count > 0).length, "message")}
          </Legend>
        )}
        {labels === 0 ? null : <Legend mark="label">{formatUnits(labels, "length label")}</Legend>}
      </p>
    </div>
  );
}

const Cell = memo(function Cell({
  cell,
  sizeText,
  isCurrent,
  isStop,
  onOpen,
}: {
  cell: TimelineCell;
  sizeText: string;
  isCurrent: boolean;
  /** Where Tab enters the timeline. */
  isStop: boolean;
  onOpen: (message: number) => void;
}) {
  const words = [
    cell.name,
    sizeText,
    ...cell.labels.slice(0, 3).map((label) => `label ${toVisibleLine(label.slice(0, 40))}`),
    cell.errors > 0 ? formatUnits(cell.errors, "tool error") : "",
    cell.hits > 0 ? formatUnits(cell.hits, "search hit") : "",
  ]
    .filter((word) => word !== "")
    .join(", ");
  return (
    <button
      type="button"
      data-kept=""
      aria-label={words}
      aria-current={isCurrent ? "true" : undefined}
      tabIndex={isStop ? 0 : -1}
      onClick={() => onOpen(cell.start)}
      className={classNames("timeline-cell", roleInk(cell.role), cell.opensVariant && "timeline-cell-gap")}
      style={{ flexGrow: Math.max(cell.size, 1e-6) }}
    >
      {cell.errors + cell.hits + cell.labels.length === 0 ? null : (
        <span aria-hidden className="timeline-marks">
          {cell.errors > 0 ? <span className="timeline-mark timeline-mark-error" /> : null}
          {cell.hits > 0 ? <span className="timeline-mark timeline-mark-hit" /> : null}
          {cell.labels.length > 0 ? <span className="timeline-mark timeline-mark-label" /> : null}
        </span>
      )}
    </button>
  );
});

function Legend({ mark, children }: { mark: "error" | "hit" | "label"; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1">
      <span aria-hidden className={`timeline-mark timeline-mark-${mark}`} />
      <span>{children}</span>
    </span>
  );
}

/** The name of the cell under the pointer as its title; thousands of titles at once would only cost time. */
function showTitle({ target }: PointerEvent): void {
  const cell = target instanceof Element ? target.closest("button") : null;
  if (cell) cell.title = cell.getAttribute("aria-label") ?? "";
}

function nextCell(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return Math.min(at + 1, count - 1);
    case "ArrowLeft":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

function errorsOf({ message }: PlacedMessage): number {
  return countErrors(message);
}

function countErrors({ parts }: Message): number {
  return parts.filter((part) => part.kind === "tool-result" && isToolError(part)).length;
}

function sizeText(cell: TimelineCell, metric: StepMetric | null): string {
  if (metric === null) return formatUnits(cell.size, "character");
  const isKnown = metric.values.slice(cell.start, cell.end).some((value) => value !== null);
  if (!isKnown) return `no ${toVisibleLine(metric.name)}`;
  if (metric.kind === "tokens") return `${formatCount(cell.size)} ${cell.size === 1 ? "token" : "tokens"}`;
  return `${toVisibleLine(metric.name)} ${formatNumber(cell.size)}`;
}
