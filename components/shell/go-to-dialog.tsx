"use client";

import { CornerDownLeft } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button, Dialog, formatCount, TextField } from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import { findRow } from "@/lib/query";
import type { Column } from "@/lib/schema";

/** Where a typed number or id leads. */
type Target = { kind: "place"; index: number; label: string } | { kind: "row"; rowId: number; label: string };

/** Opens a record by its place in the view, its row number in the dataset, or its id. */
export function GoToDialog({
  open,
  onOpenChange,
  dataset,
  idColumn,
  rowCount,
  totalRows,
  onPlace,
  onRow,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  dataset: Dataset;
  /** Column of ids; null when the dataset has none. */
  idColumn: Column | null;
  /** Rows in view, and of the dataset. */
  rowCount: number;
  totalRows: number;
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
        {...{ dataset, idColumn, rowCount, totalRows }}
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
  dataset,
  idColumn,
  rowCount,
  totalRows,
  onChoose,
}: {
  inputRef: React.RefObject<HTMLInputElement | null>;
  dataset: Dataset;
  idColumn: Column | null;
  rowCount: number;
  totalRows: number;
  onChoose: (target: Target) => void;
}) {
  const [text, setText] = useState("");
  const [byId, setById] = useState<{ text: string; rowId: number | null } | null>(null);
  const id = text.trim();
  useEffect(() => {
    if (id === "" || idColumn === null) return;
    const abort = new AbortController();
    dataset
      .engine()
      .then((engine) => findRow(engine, { kind: "id", id }, idColumn, abort.signal))
      .then(
        (rowId) => !abort.signal.aborted && setById({ text: id, rowId }),
        () => !abort.signal.aborted && setById({ text: id, rowId: null }),
      );
    return () => abort.abort();
  }, [dataset, id, idColumn]);

  const found = byId?.text === id ? byId.rowId : null;
  const isAsking = id !== "" && idColumn !== null && byId?.text !== id;
  const targets = targetsOf(id, rowCount, totalRows, found);
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
          <span className="mr-auto">{target.label}</span>
          {position === 0 ? <CornerDownLeft aria-hidden /> : null}
        </Button>
      ))}
      {targets.length > 0 ? null : (
        <p role="status" className="px-2.5 py-1 text-ink-3 text-sm">
          {id === ""
            ? `${formatCount(rowCount)} rows in view${rowCount === totalRows ? "" : `, ${formatCount(totalRows)} in the dataset`}`
            : isAsking
              ? "Looking for it"
              : "No row has this number or id."}
        </p>
      )}
    </form>
  );
}

/** An id first, since one types it whole; then the place in the view, then the row of the dataset. */
function targetsOf(text: string, rowCount: number, totalRows: number, found: number | null): Target[] {
  const targets: Target[] = [];
  if (found !== null) targets.push({ kind: "row", rowId: found, label: `Record with the id ${text}` });
  const number = /^\d{1,3}(,?\d{3})*$|^\d+$/.test(text) ? Number(text.replaceAll(",", "")) : 0;
  if (number >= 1 && number <= rowCount)
    targets.push({
      kind: "place",
      index: number - 1,
      label: `${formatCount(number)} of ${formatCount(rowCount)} in view`,
    });
  if (number >= 1 && number <= totalRows && rowCount !== totalRows)
    targets.push({
      kind: "row",
      rowId: number - 1,
      label: `Row ${formatCount(number)} of the dataset`,
    });
  return targets;
}
