"use client";

import { Download } from "lucide-react";
import { memo } from "react";
import { formatUnits, IconButton, Menu, MenuItem, MenuLabel, MenuSeparator, useToast } from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import { exportCsv, rowIds, type Scope } from "@/lib/query";
import { PREVIEW_CHARS } from "@/lib/schema";
import { exportName, saveStream, textStream } from "./save-stream";

async function* idsOf(dataset: Dataset, scope: Scope): AsyncGenerator<readonly number[]> {
  yield* rowIds(await dataset.engine(), scope);
}

async function* csvOf(dataset: Dataset, scope: Scope): AsyncGenerator<string> {
  yield* exportCsv(
    await dataset.engine(),
    scope,
    scope.columns.map((column) => column.name),
  );
}

const CUT = `long texts cut to their first ${PREVIEW_CHARS} characters`;

/** Saves what is in view: the original records, or the columns of the index. */
export const ExportMenu = memo(function ExportMenu({
  dataset,
  getScope,
  rowsInView,
  unknown,
  hasCutColumns,
  fileName,
  onShowCard,
  markCount,
  onExportMarks,
  onImportMarks,
}: {
  dataset: Dataset;
  /** The rows in view, asked when they are saved. */
  getScope: () => Scope;
  rowsInView: number | null;
  /** Why it is not known yet which rows are in view, for people; null when it is. */
  unknown: string | null;
  /** Of some columns the index holds only the beginnings. */
  hasCutColumns: boolean;
  fileName: string;
  onShowCard: () => void;
  markCount: number;
  /** null while there is nothing to export, and while nothing can be imported. */
  onExportMarks: (() => void) | null;
  onImportMarks: (() => void) | null;
}) {
  const toast = useToast();

  async function save(ending: "jsonl" | "csv") {
    const name = exportName(fileName, ending);
    const scope = getScope();
    try {
      const outcome = await saveStream(
        () =>
          ending === "jsonl"
            ? dataset.exportRecords(idsOf(dataset, scope))
            : textStream(csvOf(dataset, scope)),
        name,
      );
      if (outcome !== "saved") return;
      const isCut = ending === "csv" && scope.columns.some((column) => column.stored === "preview");
      toast({
        title: `Saved ${name}`,
        ...(isCut && { description: `With ${CUT}: the names of their columns say so.` }),
      });
    } catch (cause) {
      toast({
        title: `${name} could not be saved`,
        description: cause instanceof Error ? cause.message : String(cause),
        tone: "problem",
      });
    }
  }

  return (
    <Menu align="end" trigger={<IconButton label="Export" icon={<Download />} />}>
      <MenuLabel>
        {unknown ?? (rowsInView === null ? "What is in view" : `${formatUnits(rowsInView, "row")} in view`)}
      </MenuLabel>
      <MenuItem onSelect={() => void save("jsonl")} disabled={unknown !== null}>
        Records as JSONL, unchanged
      </MenuItem>
      <MenuItem
        onSelect={() => void save("csv")}
        disabled={unknown !== null}
        note={hasCutColumns ? CUT : undefined}
      >
        Columns as CSV
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={onShowCard}>Copy as dataset card</MenuItem>
      <MenuLabel>{markCount === 0 ? "Nothing is marked" : formatUnits(markCount, "mark")}</MenuLabel>
      <MenuItem onSelect={() => onExportMarks?.()} disabled={onExportMarks === null}>
        Marks as JSONL
      </MenuItem>
      <MenuItem onSelect={() => onImportMarks?.()} disabled={onImportMarks === null}>
        Import marks
      </MenuItem>
    </Menu>
  );
});
