import type { MarkRow } from "@/lib/query";
import { combineMarks } from "./combine-marks";
import { type MarkSettingsStore, markSettings } from "./mark-settings";
import { MarksStorage, renamed } from "./marks-storage";
import { isSameContent, isUnmarked, type Mark, type MarkContent, OWN_AUTHOR, UNMARKED } from "./model";

export interface MarkBookState {
  /** What the browser keeps was read; until then nothing is known of it. */
  isLoaded: boolean;
  /** The browser keeps what is marked. */
  isKept: boolean;
  /** Marked records. */
  recordCount: number;
  /** Marks by all people; more than records where several marked the same. */
  markCount: number;
  /** Marks that people took back. */
  takenBackCount: number;
  /** Who marked anything; `OWN_AUTHOR` for the person at this browser. */
  authors: readonly string[];
}

/** What other tabs are told; they take it over as it is. */
interface Change {
  dataset: string;
  puts: readonly Mark[];
}

const CHANNEL = "loupe:marks";
/** Many marks are taken over in parts, so that the page stays at hand. */
const MARKS_PER_COMMIT = 2000;
const NO_MARKS: readonly Mark[] = [];

/** Rows whose marks changed; "all" when any may have. */
export type ChangedRows = readonly number[] | "all";

/**
 * All marks on one dataset, in memory, kept in the browser's storage under the dataset's fingerprint, and in step with
 * the other tabs that have it open. Where storage is refused it lasts as long as the page.
 */
export class MarkBook {
  readonly #listeners = new Set<(changed: ChangedRows) => void>();
  readonly #marks = new Map<number, readonly Mark[]>();
  readonly #combined = new Map<number, MarkRow>();
  /** Empty marks, by row and author: what people took back. */
  readonly #takenBack = new Map<number, ReadonlyMap<string, Mark>>();
  readonly #settings: MarkSettingsStore;
  readonly #dataset: () => Promise<string>;
  readonly #openStorage: () => Promise<MarksStorage>;
  #storage: MarksStorage | null = null;
  #channel: BroadcastChannel | null = null;
  #key = "";
  #loading: Promise<void> | undefined;
  #unsubscribe: () => void = () => {};
  #state: MarkBookState = {
    isLoaded: false,
    isKept: true,
    recordCount: 0,
    markCount: 0,
    takenBackCount: 0,
    authors: [],
  };

  /** `dataset` gives the fingerprint that marks are kept under. */
  constructor(
    dataset: () => Promise<string>,
    settings: MarkSettingsStore = markSettings,
    openStorage: () => Promise<MarksStorage> = () => MarksStorage.open(),
  ) {
    this.#dataset = dataset;
    this.#settings = settings;
    this.#openStorage = openStorage;
  }

  /** Hears of every change, with the rows it was about. */
  subscribe = (listener: (changed: ChangedRows) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getState = (): MarkBookState => this.#state;

  /** Reads what is kept, and follows other tabs until `close`. */
  open(): Promise<void> {
    let name = this.#settings.get().author;
    this.#unsubscribe = this.#settings.subscribe(() => {
      const { author } = this.#settings.get();
      if (author !== name) this.#notify("all");
      name = author;
    });
    this.#loading ??= this.#load();
    return this.#loading;
  }

  close(): void {
    this.#unsubscribe();
    this.#channel?.close();
    this.#storage?.close();
    this.#channel = null;
    this.#storage = null;
    this.#loading = undefined;
    this.#marks.clear();
    this.#combined.clear();
    this.#takenBack.clear();
  }

  /** Fingerprint of the dataset; "" until it is known. */
  get dataset(): string {
    return this.#key;
  }

  /** Marks of a record, the own one first; the same array until one of them changes. */
  marksOf = (row: number): readonly Mark[] => this.#marks.get(row) ?? NO_MARKS;

  ownMark(row: number): Mark | null {
    return this.marksOf(row).find((mark) => mark.author === OWN_AUTHOR) ?? null;
  }

  /** When a person took back what they had marked on a record; null when they did not, or marked it again. */
  takenBackAt = (row: number, author: string): string | null =>
    this.#takenBack.get(row)?.get(author)?.updatedAt ?? null;

  /** What all people together marked on a record; null for nothing. The same object until it changes. */
  combined(row: number): MarkRow | null {
    const known = this.#combined.get(row);
    if (known !== undefined) return known;
    const marks = this.marksOf(row);
    if (marks.length === 0) return null;
    const made = combineMarks(row, marks, this.nameOf);
    this.#combined.set(row, made);
    return made;
  }

  /** How a person is called on the screen and in columns. */
  nameOf = (author: string): string =>
    author === OWN_AUTHOR ? this.#settings.get().author || "you" : author;

  markedRows(): number[] {
    return [...this.#marks.keys()];
  }

  all(): Mark[] {
    return [...this.#marks.values()].flat();
  }

  /** All marks, and an empty one for each that was taken back: without those a merge would bring it back. */
  allWithTakenBack(): Mark[] {
    return [...this.all(), ...[...this.#takenBack.values()].flatMap((marks) => [...marks.values()])];
  }

  /** Changes the person's own mark on a record, once what is kept was read: a late one must not replace it. */
  async edit(
    row: number,
    change: (content: MarkContent) => MarkContent,
    id: string | null = null,
  ): Promise<void> {
    await this.#loading;
    const old = this.ownMark(row);
    const content = change(old ?? UNMARKED);
    if (isSameContent(content, old ?? UNMARKED)) return;
    const { isStarred, flags, note } = content;
    const author = OWN_AUTHOR;
    const updatedAt = new Date().toISOString();
    // An empty mark is kept: a file saved before would bring back what was taken back.
    return this.#commit([{ row, id: old?.id ?? id, author, isStarred, flags, note, updatedAt }]);
  }

  /** Puts marks in the place of those by the same people on the same records. */
  async put(marks: readonly Mark[]): Promise<void> {
    await this.#loading;
    for (let start = 0; start < marks.length; start += MARKS_PER_COMMIT) {
      await this.#commit(marks.slice(start, start + MARKS_PER_COMMIT));
    }
  }

  /** Gives marks without an id those of their records, by `_row`. */
  async fillIds(ids: ReadonlyMap<number, string>): Promise<void> {
    await this.#loading;
    const without = [...ids].flatMap(([row, id]) =>
      this.marksOf(row)
        .filter((mark) => mark.id === null)
        .map((mark) => ({ ...mark, id })),
    );
    await this.put(without);
  }

  /** Gives flags of the person's own marks new names, here and in every dataset that is kept. */
  async renameFlags(names: ReadonlyMap<string, string>): Promise<void> {
    await this.#loading;
    const own = this.all().filter(
      ({ author, flags }) => author === OWN_AUTHOR && flags.some((f) => names.has(f)),
    );
    await this.#commit(own.map((mark) => ({ ...mark, flags: renamed(mark.flags, names) })));
    await this.#keep((storage) => storage.renameFlags(names));
  }

  async #load(): Promise<void> {
    try {
      this.#key = await this.#dataset();
      this.#follow();
      this.#storage = await this.#openStorage();
      this.#take(await this.#storage.load(this.#key));
    } catch {
      // Told by the state: the person sees a notice once there is something to lose.
      this.#storage = null;
      this.#state = { ...this.#state, isKept: false };
    }
    this.#state = { ...this.#state, isLoaded: true };
    this.#notify("all");
  }

  #follow(): void {
    if (this.#key === "") return;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = ({ data }: MessageEvent<Change>) => {
      if (data.dataset !== this.#key) return;
      this.#notify(this.#take(data.puts));
    };
  }

  async #commit(puts: readonly Mark[]): Promise<void> {
    if (puts.length === 0) return;
    this.#notify(this.#take(puts));
    this.#channel?.postMessage({ dataset: this.#key, puts } satisfies Change);
    await this.#keep((storage) => storage.write(this.#key, puts));
  }

  async #keep(write: (storage: MarksStorage) => Promise<void>): Promise<void> {
    if (this.#storage === null) return;
    try {
      await write(this.#storage);
    } catch {
      // A full disk, or storage taken away meanwhile; told by the state.
      if (this.#state.isKept) this.#set({ isKept: false });
    }
  }

  /** Takes marks over, empty ones as taken back; gives the rows that they are of. */
  #take(puts: readonly Mark[]): number[] {
    const changed = new Map<number, Map<string, Mark>>();
    const onRow = (row: number) => {
      const marks = changed.get(row) ?? new Map(this.marksOf(row).map((mark) => [mark.author, mark]));
      changed.set(row, marks);
      return marks;
    };
    for (const mark of puts) {
      const isEmpty = isUnmarked(mark);
      if (isEmpty) onRow(mark.row).delete(mark.author);
      else onRow(mark.row).set(mark.author, mark);
      const takenBack = new Map(this.#takenBack.get(mark.row));
      if (isEmpty) takenBack.set(mark.author, mark);
      else takenBack.delete(mark.author);
      if (takenBack.size === 0) this.#takenBack.delete(mark.row);
      else this.#takenBack.set(mark.row, takenBack);
    }
    for (const [row, marks] of changed) {
      this.#combined.delete(row);
      if (marks.size === 0) this.#marks.delete(row);
      else
        this.#marks.set(
          row,
          [...marks.values()].sort((a, b) => (a.author < b.author ? -1 : 1)),
        );
    }
    return [...changed.keys()];
  }

  #notify(changed: ChangedRows): void {
    if (changed === "all") this.#combined.clear();
    const marks = this.all();
    this.#set(
      {
        recordCount: this.#marks.size,
        markCount: marks.length,
        takenBackCount: [...this.#takenBack.values()].reduce((sum, { size }) => sum + size, 0),
        authors: [...new Set(marks.map(({ author }) => author))].sort(),
      },
      changed,
    );
  }

  #set(part: Partial<MarkBookState>, changed: ChangedRows = []): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener(changed);
  }
}
