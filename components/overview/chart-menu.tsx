"use client";

import { EllipsisVertical } from "lucide-react";
import { memo, type RefObject } from "react";
import { saveStream } from "@/components/shell/save-stream";
import {
  formatNumber,
  IconButton,
  Menu,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  useToast,
} from "@/components/ui";
import { type ChartTable, tableToCsv, tableToMarkdown } from "@/lib/overview";
import { pictureOf, pictureToPng } from "./save-picture";

/** Where a chart can go in the overview; a missing step cannot be taken. */
export interface ChartMoves {
  earlier: (() => void) | null;
  later: (() => void) | null;
  first: (() => void) | null;
  hide: () => void;
}

/** What can be done with a chart: saved as a picture, its numbers saved, moved, hidden. */
export const ChartMenu = memo(function ChartMenu({
  title,
  figure,
  getTable,
  getNotes,
  moves,
}: {
  title: string;
  figure: RefObject<HTMLElement | null>;
  /** All numbers of the chart, also those that are folded. */
  getTable: () => Promise<ChartTable | null>;
  /** What the page says around the chart and a picture of it must say by itself. */
  getNotes: () => Promise<string[]>;
  /** null where charts have no places of their own. */
  moves: ChartMoves | null;
}) {
  const toast = useToast();
  const name = title.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 80) || "chart";

  async function attempt(what: string, task: () => Promise<void>) {
    try {
      await task();
    } catch (cause) {
      const description = cause instanceof Error ? cause.message : String(cause);
      toast({ title: `${what} failed`, description, tone: "problem" });
    }
  }

  async function save(blob: Blob, ending: string) {
    const outcome = await saveStream(() => blob.stream(), `${name}.${ending}`);
    if (outcome === "saved") toast({ title: `Saved ${name}.${ending}` });
  }

  const savePicture = (ending: "svg" | "png") =>
    attempt("Saving the picture", async () => {
      const drawn = figure.current === null ? null : pictureOf(figure.current, title);
      if (drawn === null) throw new Error("Show the chart first: a table is no picture.");
      const picture = drawn(await getNotes());
      await save(
        ending === "png" ? await pictureToPng(picture) : new Blob([picture.svg], { type: "image/svg+xml" }),
        ending,
      );
    });
  const saveNumbers = () =>
    attempt("Saving the numbers", async () => {
      const table = await getTable();
      if (table !== null) await save(new Blob([tableToCsv(table)], { type: "text/csv" }), "csv");
    });
  const copyNumbers = () =>
    attempt("Copying the numbers", async () => {
      const table = await getTable();
      if (table === null) return;
      await navigator.clipboard.writeText(tableToMarkdown(table, (cell) => formatNumber(cell, 6)));
      toast({ title: "Numbers copied as Markdown" });
    });

  return (
    <Menu
      align="end"
      trigger={
        <IconButton size="sm" label={`More about ${title}`} icon={<EllipsisVertical />} data-chart-menu />
      }
    >
      <MenuLabel>{title}</MenuLabel>
      <MenuItem onSelect={() => void savePicture("svg")}>Save picture as SVG</MenuItem>
      <MenuItem onSelect={() => void savePicture("png")}>Save picture as PNG</MenuItem>
      <MenuItem onSelect={() => void saveNumbers()}>Save numbers as CSV</MenuItem>
      <MenuItem onSelect={() => void copyNumbers()}>Copy numbers as Markdown</MenuItem>
      {moves === null ? null : (
        <>
          <MenuSeparator />
          <MenuItem disabled={moves.first === null} onSelect={() => moves.first?.()}>
            Move to the front
          </MenuItem>
          <MenuItem disabled={moves.earlier === null} onSelect={() => moves.earlier?.()}>
            Move earlier
          </MenuItem>
          <MenuItem disabled={moves.later === null} onSelect={() => moves.later?.()}>
            Move later
          </MenuItem>
          <MenuItem onSelect={moves.hide}>Hide</MenuItem>
        </>
      )}
    </Menu>
  );
});
