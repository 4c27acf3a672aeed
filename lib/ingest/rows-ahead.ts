import type { Engine } from "@/lib/engine";
import {
  AHEAD_TABLE,
  ARRIVAL_TABLE,
  type ArrivingColumn,
  appendArrivalSql,
  createStagingSql,
} from "@/lib/query";
import { type TextFacts, TextFactsSum } from "@/lib/schema";
import type { IndexedColumns } from "./index-columns";
import { OWN_LAYOUT } from "./own-columns";

/** Where a record of a Parquet file is. */
const PLACE_COLUMNS = OWN_LAYOUT.slice(0, 3);

/** Rows that lie beside the staging table, with some of their fields, until they are appended whole. */
export class RowsAhead {
  readonly rowStart: number;
  #rowEnd: number;
  /** Fields of the table, in its order; null while it is not in the database. */
  #names: readonly string[] | null = null;
  readonly #texts = new Map<string, TextFactsSum>();

  /** `textsBefore`: what the texts of a field have in common in the rows before. */
  constructor(rowStart: number, fields: readonly string[], textsBefore: (field: string) => TextFacts) {
    this.rowStart = rowStart;
    this.#rowEnd = rowStart;
    for (const field of fields) {
      const texts = new TextFactsSum();
      // Of the first file, what was learned is of these rows as well.
      if (rowStart > 0) texts.add(textsBefore(field));
      this.#texts.set(field, texts);
    }
  }

  get rowEnd(): number {
    return this.#rowEnd;
  }

  /** What the texts of a field have in common up to the last of the rows; undefined for a field that they do not have. */
  textsOf(field: string | null): TextFactsSum | undefined {
    return field === null ? undefined : this.#texts.get(field);
  }

  /** Names of the columns that they lack, Loupe's own among them. */
  lacking(columns: readonly { name: string; field: string | null }[]): ReadonlySet<string> {
    const own = OWN_LAYOUT.filter((column) => !PLACE_COLUMNS.includes(column));
    const others = columns.filter(({ field }) => this.textsOf(field) === undefined);
    return new Set([...own, ...others].map(({ name }) => name));
  }

  /** Whether their table has a field: then it is to have the type that the staging table gives it. */
  has(field: string | null): boolean {
    return this.#names !== null && this.textsOf(field) !== undefined;
  }

  /** Appends rows. `arriving` are the fields of the chunk. Its buffer is handed over. Rejects with EngineError. */
  async append(engine: Engine, chunk: IndexedColumns, arriving: readonly ArrivingColumn[]): Promise<void> {
    const places = PLACE_COLUMNS.map((column) => ({ ...column, arrivedAs: column.type }));
    const columns = [...places, ...arriving];
    if (this.#names === null) {
      this.#names = arriving.map(({ name }) => name);
      await engine.execute(createStagingSql(columns, AHEAD_TABLE));
    }
    if (fitsTable(arriving, this.#names)) {
      await engine.insertArrow(AHEAD_TABLE, chunk.ipc, { create: false });
    } else {
      await engine.insertArrow(ARRIVAL_TABLE, chunk.ipc, { create: true });
      await engine.execute(appendArrivalSql(columns, AHEAD_TABLE));
    }
    this.#rowEnd += chunk.rows;
    for (const { field, texts } of chunk.fields) this.textsOf(field)?.add(texts);
  }
}

function fitsTable(arriving: readonly ArrivingColumn[], names: readonly string[]): boolean {
  return (
    arriving.length === names.length &&
    arriving.every(({ name, type, arrivedAs }, at) => name === names[at] && (type ?? "text") === arrivedAs)
  );
}
