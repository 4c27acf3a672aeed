"use client";

import { type ReactNode, type RefObject, useRef, useState } from "react";
import { exportName, saveStream, textStream } from "@/components/shell/save-stream";
import { formatUnits, useToast } from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import {
  countChanges,
  type MarkSide,
  type MergePlan,
  markSettings,
  OWN_AUTHOR,
  parseMarksFile,
  placeMarks,
  writeMarksFile,
} from "@/lib/marks";
import type { Column } from "@/lib/schema";
import { AuthorDialog } from "./author-dialog";
import { withFlagSwitched, withStarSwitched } from "./marks-bar";
import { MergeDialog, type OpenedMarks } from "./merge-dialog";
import { MarkSettingsDialog } from "./settings-dialog";
import type { Marks } from "./use-marks";
import { sayTakenBack } from "./words";

type Dialog = { kind: "settings" } | { kind: "author" } | { kind: "merge"; opened: OpenedMarks };

export interface MarksActions {
  /** Null when there is nothing to export. */
  exportMarks: (() => void) | null;
  /** Null until every row is indexed: before that, ids and rows of a file cannot be found. */
  importMarks: (() => void) | null;
  openSettings: () => void;
  editNoteRef: RefObject<(() => void) | null>;
  /** Commands on marks by name. */
  commands: readonly { name: string; shortcut?: string; run: () => void }[];
  /** Dialogs and the file input; to be rendered once. */
  dialogs: ReactNode;
}

/** What can be done with marks besides setting them, and the dialogs for it. */
export function useMarksActions(input: {
  marks: Marks;
  dataset: Dataset;
  /** Name of the dataset's first file. */
  fileName: string;
  /** Rows of the dataset when every row is indexed; else null. */
  rowCount: number | null;
  /** The column whose values tell all rows apart. */
  idColumn: Column | null;
  /** `_row` of the open record. */
  openRow: number | null;
  /** Shows the records on which people differ in these sides. */
  onShowDiffering: (sides: readonly MarkSide[]) => void;
}): MarksActions {
  const { marks, dataset, fileName, rowCount, idColumn, openRow, onShowDiffering } = input;
  const { book, index, settings, state } = marks;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const editNoteRef = useRef<(() => void) | null>(null);
  const toast = useToast();
  const close = () => setDialog(null);
  const isExportable = state.markCount + state.takenBackCount > 0;
  const tellFailure = (title: string, cause: unknown) =>
    toast({ title, description: cause instanceof Error ? cause.message : String(cause), tone: "problem" });

  async function save(ownName: string) {
    const name = exportName(fileName, "jsonl", "marks");
    try {
      const outcome = await saveStream(
        () => textStream(writeMarksFile(book.allWithTakenBack(), book.dataset, ownName)),
        name,
      );
      if (outcome === "saved") {
        const { markCount, takenBackCount } = book.getState();
        const takenBack = takenBackCount > 0 ? [sayTakenBack(takenBackCount)] : [];
        toast({
          title: `Saved ${name}`,
          description: [formatUnits(markCount, "mark"), ...takenBack].join(", "),
        });
      }
    } catch (cause) {
      tellFailure(`${name} could not be saved`, cause);
    }
  }

  function exportMarks() {
    const hasOwn = book.allWithTakenBack().some(({ author }) => author === OWN_AUTHOR);
    if (settings.author === "" && hasOwn) setDialog({ kind: "author" });
    else void save(settings.author);
  }

  async function open(file: File) {
    try {
      const stem = file.name.replace(/\.[^.]*$/, "");
      const time = new Date(file.lastModified).toISOString();
      const { marks: filed, problems } = await parseMarksFile(await file.text(), stem, time);
      const here = { dataset: book.dataset, rowCount: rowCount ?? 0, idColumn };
      const placed = await placeMarks(await dataset.engine(), filed, here);
      setDialog({ kind: "merge", opened: { fileName: file.name, placed, problems } });
    } catch (cause) {
      tellFailure(`${file.name} could not be read`, cause);
    }
  }

  async function merge(plan: MergePlan, differ: readonly MarkSide[] | null) {
    close();
    await book.put(plan.puts);
    const changes = countChanges(plan);
    if (changes > 0) toast({ title: `Merged ${formatUnits(changes, "mark")}` });
    if (differ === null) return;
    // The columns of marks have to be there before a filter names them.
    await index.settle();
    onShowDiffering(differ);
  }

  const importMarks = rowCount === null ? null : () => fileInput.current?.click();
  const onOpenRow =
    openRow === null
      ? []
      : [
          { name: "Star the record", shortcut: "s", run: () => void book.edit(openRow, withStarSwitched) },
          ...settings.flagNames.map((name, place) => ({
            name: `Flag the record: ${name}`,
            shortcut: String(place + 1),
            run: () => void book.edit(openRow, (content) => withFlagSwitched(content, name)),
          })),
          { name: "Note on the record", shortcut: "m", run: () => editNoteRef.current?.() },
        ];

  return {
    exportMarks: isExportable ? exportMarks : null,
    importMarks,
    openSettings: () => setDialog({ kind: "settings" }),
    editNoteRef,
    commands: [
      ...onOpenRow,
      { name: "Names of flags, your name", run: () => setDialog({ kind: "settings" }) },
      ...(isExportable ? [{ name: "Export marks", run: exportMarks }] : []),
      ...(importMarks === null ? [] : [{ name: "Import marks", run: importMarks }]),
    ],
    dialogs: (
      <>
        <input
          ref={fileInput}
          type="file"
          hidden
          aria-label="Marks file"
          accept=".jsonl,.ndjson,.json,.txt"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) void open(file);
          }}
        />
        {dialog?.kind === "settings" ? (
          <MarkSettingsDialog book={book} settings={settings} onClose={close} />
        ) : null}
        {dialog?.kind === "author" ? (
          <AuthorDialog
            onClose={close}
            onName={(author) => {
              markSettings.change({ author });
              close();
              void save(author);
            }}
          />
        ) : null}
        {dialog?.kind === "merge" ? (
          <MergeDialog
            book={book}
            settings={settings}
            opened={dialog.opened}
            onMerge={(plan, differ) => void merge(plan, differ)}
            onClose={close}
          />
        ) : null}
      </>
    ),
  };
}
