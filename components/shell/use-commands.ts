"use client";

import { useRouter } from "next/navigation";
import type { Column } from "@/lib/schema";
import type { Command } from "./command-palette";
import { useOpenFiles } from "./open-files";
import { chooseTheme } from "./theme";
import { editView, redoView, undoView } from "./use-view";

/** All commands of the workbench, in the order of the palette. */
export function useCommands(input: {
  columns: readonly Column[];
  labels: ReadonlyMap<string, string>;
  focusSearch: () => void;
  toggleFacets: () => void;
  copy: () => void;
  showKeys: () => void;
  showReport: () => void;
  showCard: () => void;
  next: () => void;
  previous: () => void;
  wander: () => void;
  goTo: () => void;
  showPage: () => void;
  clear: () => void;
  cancel: (() => void) | null;
  /** Commands on marks. */
  marks: readonly Command[];
}): Command[] {
  const router = useRouter();
  const { choose } = useOpenFiles();
  const commands: Command[] = [
    { name: "Search messages", shortcut: "/", run: input.focusSearch },
    { name: "Show or hide facets", shortcut: "f", run: input.toggleFacets },
    { name: "Next record", shortcut: "j", run: input.next },
    { name: "Previous record", shortcut: "k", run: input.previous },
    { name: "Random record", shortcut: "r", run: input.wander },
    { name: "Go to row number or id", shortcut: "#", run: input.goTo },
    { name: "Open record as a full page", shortcut: "o", run: input.showPage },
    { name: "Clear all filters", run: input.clear },
    { name: "Undo", shortcut: "Ctrl Z", run: () => void undoView() },
    { name: "Redo", shortcut: "Ctrl Shift Z", run: () => void redoView() },
    ...input.marks,
    { name: "Copy link", run: input.copy },
    { name: "Copy as dataset card", run: input.showCard },
    { name: "Load report", run: input.showReport },
    { name: "Choose files", run: choose },
    { name: "Start page", run: () => router.push("/") },
    { name: "Theme: as the system", run: () => chooseTheme("system") },
    { name: "Theme: light", run: () => chooseTheme("light") },
    { name: "Theme: dark", run: () => chooseTheme("dark") },
    { name: "All keys", shortcut: "?", run: input.showKeys },
  ];
  if (input.cancel !== null) commands.splice(5, 0, { name: "Cancel reading", run: input.cancel });
  for (const column of input.columns.slice(0, 300)) {
    const label = input.labels.get(column.name) ?? column.name;
    for (const descending of [false, true]) {
      commands.push({
        name: `Sort by ${label}, ${descending ? "descending" : "ascending"}`,
        run: () => editView((old) => ({ ...old, sort: [{ column: column.name, descending }] })),
      });
    }
  }
  return commands;
}
