"use client";

import { CornerDownLeft } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button, Dialog, formatCount, TextField } from "@/components/ui";
import type { Engine } from "@/lib/engine";
import type { Dataset } from "@/lib/ingest";
import { findRow, isInView, type Scope } from "@/lib/query";
import type { Column } from "@/lib/schema";
import { nothingThereWords, rowNumberWords } from "./go-to-words";
import type { RowsRead } from "./rows-read";
import { useLiveQuery } from "./use-live-query";

/** What decides where numbers lead. */
export interface GoToView {
  dataset: Dataset;
  scope: Scope;
  /** Names the rows in view; null while they are not known. */
  viewKey: string | null;
  /** What leaves rows out, for people: null where every row is in view. */
  leftOutBy: string | null;
  /** Column of ids; null when the dataset has none. */
  idColumn: Column | null;
  /** Rows in view, and of the dataset. */
  rowCount: number;
  totalRows: number;
  rowsRead: RowsRead;
  /** Goes up when more rows are there. */
  revision: number;
}

/** Opens a record by its number in the column #, by its place in the view, or by its id. */
export function GoToDialog({
  open,
  onOpenChange,
  view,
  onPlace,
  onRow,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  view: GoToView;
  onPlace: (index: number) => void;
  onRow: (rowId: number) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Go to record"
      placement="top"
      hideTitle
      initialFocus={input}
    >
      <GoToBody
        inputRef={input}
        view={view}
        onChoose={(target) => {
          onOpenChange(false);
          if (target.kind === "place") onPlace(target.index);
          else onRow(target.rowId);
        }}
      />
    </Dialog>
  );
}

function GoToBody({
  inputRef,
  view,
  onChoose,
}: {
  inputRef: React.RefObject<HTMLInputElement | null>;
  view: GoToView;
  onChoose: (target: Target) => void;
}) {
  const { idColumn, leftOutBy, rowCount, totalRows } = view;
  const [text, setText] = useState("");
  const typed = text.trim();
  const number = numberIn(typed);
  const row = number !== null && number <= totalRows ? number - 1 : null;
  const asked = typed === "" || idColumn === null ? null : typed;
  // Asked again as rows come: an id that is not there yet may be there a moment later.
  const byId = useLiveQuery(view.dataset, asked, view.revision, (engine, signal) =>
    findRow(engine, { kind: "id", id: typed }, idColumn, signal),
  );
  const isIdAnswered = byId.key === asked;
  const isAsked = row !== null && leftOutBy !== null && view.viewKey !== null;
  const inView = useAnswer(view, isAsked ? `${row} ${view.viewKey}` : null, (engine, signal) =>
    // Whoever types does not wait for what the view is asking.
    isInView(engine.urgent(), view.scope, row ?? 0, signal),
  );
  const targets = targetsOf({
    ...{ view, typed, number },
    isLeftOut: inView?.value === false,
    found: asked !== null && isIdAnswered ? byId.value : null,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [first] = targets;
    if (first) onChoose(first);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-1 p-2">
      <TextField
        ref={inputRef}
        aria-label="Row number or id"
        placeholder={idColumn === null ? "Row number" : "Row number or id"}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {targets.map((target, position) => (
        <Button
          key={target.label}
          variant="quiet"
          type={position === 0 ? "submit" : "button"}
          onClick={position === 0 ? undefined : () => onChoose(target)}
        >
          <span className="mr-auto min-w-0 truncate">
            {target.label}
            {target.note === null ? null : <span className="text-problem">, {target.note}</span>}
          </span>
          {position === 0 ? <CornerDownLeft aria-hidden /> : null}
        </Button>
      ))}
      {targets.length > 0 ? null : (
        <p role="status" className="px-2.5 py-1 text-ink-3 text-sm">
          {typed === ""
            ? rowNumberWords(view, leftOutBy === null ? null : rowCount)
            : asked === null || isIdAnswered || (number !== null && view.rowsRead === "so far")
              ? nothingThereWords(view, number)
              : "Looking for it"}
        </p>
      )}
    </form>
  );
}

/** What the database answers about what is typed; null while nothing is asked. */
function useAnswer<T>(
  view: GoToView,
  key: string | null,
  ask: (engine: Engine, signal: AbortSignal) => Promise<T>,
): { value: T | null; isPending: boolean } | null {
  const { dataset } = view;
  const [answer, setAnswer] = useState<{ key: string; value: T | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    dataset
      .engine()
      .then((engine) => ask(engine, abort.signal))
      .then(
        (value) => !abort.signal.aborted && setAnswer({ key, value }),
        () => !abort.signal.aborted && setAnswer({ key, value: null }),
      );
    return () => abort.abort();
  }, [dataset, key]);
  if (key === null) return null;
  return answer?.key === key ? { value: answer.value, isPending: false } : { value: null, isPending: true };
}

/** The number that is typed, with or without separators; null where it is none. */
function numberIn(typed: string): number | null {
  if (!/^\d{1,3}(,?\d{3})*$|^\d+$/.test(typed)) return null;
  const number = Number(typed.replaceAll(",", ""));
  return number >= 1 ? number : null;
}

/** Where a typed number or id leads. */
interface Place {
  label: string;
  /** What is odd about it. */
  note: string | null;
}
type Target = Place & ({ kind: "place"; index: number } | { kind: "row"; rowId: number });

/**
 * The number in the column # first, whether or not the row is in view: Enter must not mean one thing now and another
 * after the next filter. Then the place in the view, where that is something else, and the id.
 */
function targetsOf({
  view: { scope, leftOutBy, rowCount, totalRows },
  typed,
  number,
  isLeftOut,
  found,
}: {
  view: GoToView;
  typed: string;
  number: number | null;
  isLeftOut: boolean;
  found: number | null;
}): Target[] {
  const targets: Target[] = [];
  const isAsRead = leftOutBy === null && scope.view.sort.length === 0;
  if (number !== null && number <= totalRows) {
    const label = `Row ${formatCount(number)}, as in the column #`;
    const note = isLeftOut ? `left out by ${leftOutBy}` : null;
    if (isAsRead) targets.push({ kind: "place", index: number - 1, label, note });
    else targets.push({ kind: "row", rowId: number - 1, label, note });
  }
  if (number !== null && number <= rowCount && !isAsRead) {
    const label = `Place ${formatCount(number)} of the ${formatCount(rowCount)} in view`;
    targets.push({ kind: "place", index: number - 1, label, note: null });
  }
  if (found !== null)
    targets.push({ kind: "row", rowId: found, label: `Record with the id ${typed}`, note: null });
  return targets;
}
