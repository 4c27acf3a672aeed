import type { ConversationFacts } from "@/lib/conversation";
import { type Column, OWN_COLUMNS, type TextFacts } from "@/lib/schema";
import type { BatchColumn } from "./arrow-batch";
import { type IndexCell, textFactsOf } from "./column-builder";

interface OwnColumn {
  name: string;
  type: BatchColumn["type"];
  /** Hidden columns carry locators and hashes; they are no data and get no facet. */
  isHidden: boolean;
}

/** Loupe's own columns in the order in which every batch and the staging table hold them, before those of the data. */
export const OWN_LAYOUT: readonly OwnColumn[] = [
  { name: OWN_COLUMNS.file, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.offset, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.length, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.line, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.prompt, type: "text", isHidden: false },
  { name: OWN_COLUMNS.reply, type: "text", isHidden: false },
  { name: OWN_COLUMNS.turns, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.messages, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.chars, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.assistantChars, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.roles, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.tools, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.models, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.problems, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.hash, type: "hash", isHidden: true },
];

/** Loupe's own columns that people see, as columns of the dataset. */
export function ownVisibleColumns(fileCount: number): Column[] {
  const visible: Column[] = OWN_LAYOUT.filter((own) => !own.isHidden).map((own) => ({
    name: own.name,
    field: null,
    type: own.type === "hash" ? "integer" : own.type,
    stored: own.name === OWN_COLUMNS.prompt || own.name === OWN_COLUMNS.reply ? "preview" : "full",
    isEnum: false,
  }));
  if (fileCount > 1) {
    visible.push({ name: OWN_COLUMNS.fileName, field: null, type: "text", stored: "full", isEnum: true });
  }
  return visible;
}

/** Collects the cells of Loupe's own columns over one chunk. */
export class OwnColumnsBuilder {
  readonly #cells: IndexCell[][] = OWN_LAYOUT.map(() => []);

  add(
    place: { file: number; offset: number; length: number; line: number | null },
    facts: ConversationFacts,
    marks: readonly string[],
  ): void {
    // One value per entry of OWN_LAYOUT, in its order.
    const row: IndexCell[] = [
      place.file,
      place.offset,
      place.length,
      place.line,
      facts.prompt,
      facts.reply,
      facts.turns,
      facts.messages,
      facts.chars,
      facts.assistantChars,
      facts.roles,
      facts.tools,
      facts.models,
      marks.length === 0 ? facts.problems : [...facts.problems, ...marks],
      facts.hash,
    ];
    for (let index = 0; index < row.length; index++) this.#cells[index]?.push(row[index] ?? null);
  }

  /** Facts about the texts of the list columns, by column name. */
  textFacts(): Record<string, TextFacts> {
    const lists = OWN_LAYOUT.map((own, index) => ({ own, index })).filter(
      ({ own }) => own.type === "list<text>",
    );
    return Object.fromEntries(
      lists.map(({ own, index }) => [own.name, textFactsOf(this.#cells[index] ?? [])]),
    );
  }

  finish(): BatchColumn[] {
    return OWN_LAYOUT.map((own, index) => ({ type: own.type, cells: this.#cells[index] ?? [] }));
  }
}
