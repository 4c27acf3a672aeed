import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Mark, OWN_AUTHOR, tidyFlags } from "./model";

type StoredMark = Mark & { dataset: string };

interface Schema extends DBSchema {
  marks: {
    /** Fingerprint of the dataset, `_row`, author. */
    key: [dataset: string, row: number, author: string];
    value: StoredMark;
    indexes: { dataset: string; author: string };
  };
}

/** Marks in this browser's IndexedDB. Every method rejects when the browser refuses or loses its storage. */
export class MarksStorage {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  static async open(): Promise<MarksStorage> {
    const database = await openDB<Schema>("loupe", 1, {
      upgrade(fresh) {
        const marks = fresh.createObjectStore("marks", { keyPath: ["dataset", "row", "author"] });
        marks.createIndex("dataset", "dataset");
        marks.createIndex("author", "author");
      },
      // A later version of the page, open in another tab, must not wait for this one.
      blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
    });
    return new MarksStorage(database);
  }

  async load(dataset: string): Promise<Mark[]> {
    const stored = await this.#database.getAllFromIndex("marks", "dataset", dataset);
    return stored.map(({ dataset: _, ...mark }) => mark);
  }

  async write(dataset: string, puts: readonly Mark[]): Promise<void> {
    const transaction = this.#database.transaction("marks", "readwrite");
    for (const mark of puts) void transaction.store.put({ ...mark, dataset });
    await transaction.done;
  }

  /** Gives flags of the person's own marks new names, in every dataset. */
  async renameFlags(names: ReadonlyMap<string, string>): Promise<void> {
    const transaction = this.#database.transaction("marks", "readwrite");
    for await (const cursor of transaction.store.index("author").iterate(OWN_AUTHOR)) {
      const { value } = cursor;
      if (!value.flags.some((flag) => names.has(flag))) continue;
      void cursor.update({ ...value, flags: renamed(value.flags, names) });
    }
    await transaction.done;
  }

  close(): void {
    this.#database.close();
  }
}

export function renamed(flags: readonly string[], names: ReadonlyMap<string, string>): string[] {
  return tidyFlags(flags.map((flag) => names.get(flag) ?? flag));
}
