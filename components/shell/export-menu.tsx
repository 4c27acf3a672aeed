"use client";

import { Download } from "lucide-react";
import { formatUnits, IconButton, Menu, MenuItem, MenuLabel, MenuSeparator, useToast } from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import { exportCsv, rowIds, type Scope } from "@/lib/query";
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

/** Saves what is in view: the original records, or the columns of the index. */
export function ExportMenu({
  dataset,
  scope,
  rowsInView,
  fileName,
  onShowCard,
  marks,
}: {
  dataset: Dataset;
  scope: Scope;
  rowsInView: number | null;
  fileName: string;
  onShowCard: () => void;
  marks: { count: number; onExport: (() => void) | null; onImport: (() => void) | null };
}) {
  const toast = useToast();

  async function save(ending: "jsonl" | "csv") {
    const name = exportName(fileName, ending);
    try {
      const outcome = await saveStream(
        () =>
          ending === "jsonl"
            ? dataset.exportRecords(idsOf(dataset, scope))
            : textStream(csvOf(dataset, scope)),
        name,
      );
      if (outcome === "saved") toast({ title: `Saved ${name}` });
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
        {rowsInView === null ? "What is in view" : `${formatUnits(rowsInView, "row")} in view`}
      </MenuLabel>
      <MenuItem onSelect={() => void save("jsonl")}>Records as JSONL, unchanged</MenuItem>
      <MenuItem onSelect={() => void save("csv")}>Columns as CSV</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={onShowCard}>Copy as dataset card</MenuItem>
      <MenuLabel>{marks.count === 0 ? "Nothing is marked" : formatUnits(marks.count, "mark")}</MenuLabel>
      <MenuItem onSelect={() => marks.onExport?.()} disabled={marks.onExport === null}>
        Marks as JSONL
      </MenuItem>
      <MenuItem onSelect={() => marks.onImport?.()} disabled={marks.onImport === null}>
        Import marks
      </MenuItem>
    </Menu>
  );
}
