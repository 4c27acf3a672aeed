"use client";

import { Download } from "lucide-react";
import { memo } from "react";
import {
  formatBytes,
  formatCount,
  formatUnits,
  IconButton,
  Menu,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  useToast,
  useWorkToast,
  type WorkToast,
} from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import { exportCsv, rowIds, type Scope } from "@/lib/query";
import { PREVIEW_CHARS } from "@/lib/schema";
import { exportName, saveStream, textStream } from "./save-stream";

/** Records far apart in a file are read together as long as they come together. */
const ROWS_AT_ONCE = 20_000;

/** `onDone` is told of how many rows more the records were read. */
async function* idsOf(
  dataset: Dataset,
  scope: Scope,
  onDone: (rows: number) => void,
): AsyncGenerator<readonly number[]> {
  for await (const ids of rowIds(await dataset.engine(), scope, ROWS_AT_ONCE)) {
    yield ids;
    onDone(ids.length);
  }
}

async function* csvOf(dataset: Dataset, scope: Scope): AsyncGenerator<string> {
  yield* exportCsv(
    await dataset.engine(),
    scope,
    scope.columns.map((column) => column.name),
  );
}

const TELL_MS = 700;

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
  const startWork = useWorkToast();

  async function save(ending: "jsonl" | "csv") {
    const name = exportName(fileName, ending);
    const scope = getScope();
    const stopping = new AbortController();
    let bytes = 0;
    let rows = 0;
    let working: WorkToast | null = null;
    const all = rowsInView === null ? "" : ` of ${formatUnits(rowsInView, "row")}`;
    const tell = () =>
      working?.tell(`${rows === 0 ? "" : `${formatCount(rows)}${all}, `}${formatBytes(bytes)} so far`);
    // What is saved in a moment is told once, when it is saved.
    let telling: ReturnType<typeof setInterval> | undefined;
    const open = () => {
      telling = setInterval(() => {
        working ??= startWork({ title: `Saving ${name}`, onCancel: () => stopping.abort() });
        tell();
      }, TELL_MS);
      return ending === "jsonl"
        ? dataset.exportRecords(
            idsOf(dataset, scope, (more) => {
              rows += more;
            }),
          )
        : textStream(csvOf(dataset, scope));
    };
    try {
      const outcome = await saveStream(open, name, {
        signal: stopping.signal,
        onBytes: (more) => {
          bytes += more;
        },
      });
      if (outcome === "cancelled" && working !== null) toast({ title: `${name} was not saved` });
      if (outcome !== "saved") return;
      const isCut = ending === "csv" && scope.columns.some((column) => column.stored === "preview");
      const saved = ending === "jsonl" ? rows : rowsInView;
      const amount = `${saved === null ? "" : `${formatUnits(saved, "row")}, `}${formatBytes(bytes)}`;
      toast({
        title: `Saved ${name}`,
        description: isCut ? `${amount}, with ${CUT}: the names of their columns say so.` : amount,
      });
    } catch (cause) {
      toast({
        title: `${name} could not be saved`,
        description: cause instanceof Error ? cause.message : String(cause),
        tone: "problem",
      });
    } finally {
      clearInterval(telling);
      (working as WorkToast | null)?.close();
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
