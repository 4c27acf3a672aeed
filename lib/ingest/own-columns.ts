import type { ConversationFacts } from "@/lib/conversation";
import { type Column, OWN_COLUMNS, type TextFacts } from "@/lib/schema";
import type { BatchColumn } from "./arrow-batch";
import type {
  CellsMaker,
  HashColumn,
  NumberColumn,
  PackedCells,
  TextColumn,
  TextListColumn,
} from "./cells/cells";

interface OwnColumn {
  name: string;
  type: BatchColumn["type"];
  /** Beginnings of texts, which lie beside the database. */
  isBeside?: boolean;
  /** Hidden columns carry locators and hashes; they are no data and get no facet. */
  isHidden: boolean;
}

/** Loupe's own columns in the order in which every batch and the staging table hold them, before those of the data. */
export const OWN_LAYOUT: readonly OwnColumn[] = [
  { name: OWN_COLUMNS.file, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.offset, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.length, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.line, type: "integer", isHidden: true },
  { name: OWN_COLUMNS.prompt, type: "text", isBeside: true, isHidden: false },
  { name: OWN_COLUMNS.reply, type: "text", isBeside: true, isHidden: false },
  { name: OWN_COLUMNS.turns, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.messages, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.chars, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.assistantChars, type: "integer", isHidden: false },
  { name: OWN_COLUMNS.roles, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.tools, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.models, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.problems, type: "list<text>", isHidden: false },
  { name: OWN_COLUMNS.hash, type: "hash", isHidden: true },
  { name: OWN_COLUMNS.promptHash, type: "hash", isHidden: true },
];

/** Loupe's own columns that people see, as columns of the dataset. */
export function ownVisibleColumns(fileCount: number): Column[] {
  const visible: Column[] = OWN_LAYOUT.filter((own) => !own.isHidden).map((own) => ({
    name: own.name,
    field: null,
    type: own.type === "hash" ? "integer" : own.type,
    stored: own.isBeside ? "preview" : "full",
    isEnum: false,
    ...(own.isBeside ? { isBeside: true } : {}),
  }));
  if (fileCount > 1) {
    visible.push({ name: OWN_COLUMNS.fileName, field: null, type: "text", stored: "full", isEnum: true });
  }
  return visible;
}

/** Collects the cells of Loupe's own columns over one chunk. */
export class OwnColumnsBuilder {
  readonly #file: NumberColumn;
  readonly #offset: NumberColumn;
  readonly #length: NumberColumn;
  readonly #line: NumberColumn;
  readonly #prompt: TextColumn;
  readonly #reply: TextColumn;
  readonly #turns: NumberColumn;
  readonly #messages: NumberColumn;
  readonly #chars: NumberColumn;
  readonly #assistantChars: NumberColumn;
  readonly #roles: TextListColumn;
  readonly #tools: TextListColumn;
  readonly #models: TextListColumn;
  readonly #problems: TextListColumn;
  readonly #hash: HashColumn;
  readonly #promptHash: HashColumn;

  constructor(cells: CellsMaker) {
    this.#file = cells.integers();
    this.#offset = cells.integers();
    this.#length = cells.integers();
    this.#line = cells.integers();
    this.#prompt = cells.texts();
    this.#reply = cells.texts();
    this.#turns = cells.integers();
    this.#messages = cells.integers();
    this.#chars = cells.integers();
    this.#assistantChars = cells.integers();
    this.#roles = cells.textLists();
    this.#tools = cells.textLists();
    this.#models = cells.textLists();
    this.#problems = cells.textLists();
    this.#hash = cells.hashes();
    this.#promptHash = cells.hashes();
  }

  /** In the order of OWN_LAYOUT. */
  get columns(): readonly PackedCells[] {
    return [
      ...[this.#file, this.#offset, this.#length, this.#line, this.#prompt, this.#reply],
      ...[this.#turns, this.#messages, this.#chars, this.#assistantChars],
      ...[this.#roles, this.#tools, this.#models, this.#problems, this.#hash, this.#promptHash],
    ];
  }

  add(
    row: number,
    place: { file: number; offset: number; length: number; line: number | null },
    facts: ConversationFacts,
    marks: readonly string[],
  ): void {
    this.#file.add(row, place.file);
    this.#offset.add(row, place.offset);
    this.#length.add(row, place.length);
    if (place.line !== null) this.#line.add(row, place.line);
    if (facts.prompt !== null) this.#prompt.addText(row, facts.prompt);
    if (facts.reply !== null) this.#reply.addText(row, facts.reply);
    this.#turns.add(row, facts.turns);
    this.#messages.add(row, facts.messages);
    this.#chars.add(row, facts.chars);
    this.#assistantChars.add(row, facts.assistantChars);
    this.#roles.addTexts(row, facts.roles);
    this.#tools.addTexts(row, facts.tools);
    this.#models.addTexts(row, facts.models);
    this.#problems.addTexts(row, marks.length === 0 ? facts.problems : [...facts.problems, ...marks]);
    this.#hash.add(row, facts.hash);
    this.#promptHash.add(row, facts.promptHash);
  }

  /** Facts about the texts of the list columns, by column name. */
  textFacts(): Record<string, TextFacts> {
    const columns = this.columns;
    return Object.fromEntries(
      OWN_LAYOUT.flatMap((own, index) => {
        const cells = columns[index];
        return own.type === "list<text>" ? [[own.name, (cells as TextListColumn).facts()]] : [];
      }),
    );
  }

  finish(rows: number): BatchColumn[] {
    const columns = this.columns;
    return OWN_LAYOUT.flatMap((own, index) => {
      const cells = columns[index];
      cells?.fillTo(rows);
      return cells === undefined ? [] : [{ type: own.type, cells }];
    });
  }
}
