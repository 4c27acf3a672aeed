import type { KeepingEngine } from "@/lib/engine";
import { type TextStore, type TextsProgress, TextTables } from "@/lib/previews";

/** The texts of a dataset beside the rows that an engine shows. */
export class PlacedTexts {
  readonly #onProgress: () => void;
  #placed: { engine: KeepingEngine; tables: TextTables; whenFree: Promise<void> } | null = null;
  #progress: TextsProgress | null = null;

  /** `onProgress` is told when `progress` changes. */
  constructor(onProgress: () => void) {
    this.#onProgress = onProgress;
  }

  get progress(): TextsProgress | null {
    return this.#progress;
  }

  /**
   * Puts the texts of a store in the place of those of the rows before, unless some of this dataset are there. Resolves
   * when the tables of those are gone. `onUnreadable`: see `TextEvents`.
   */
  async place(engine: KeepingEngine, store: TextStore, onUnreadable?: () => void): Promise<void> {
    if (this.#placed === null) {
      const before = engine.texts();
      const onProgress = (progress: TextsProgress | null) => {
        this.#progress = progress;
        this.#onProgress();
      };
      const tables = new TextTables(store, engine.urgent(), {
        onProgress,
        ...(onUnreadable === undefined ? {} : { onUnreadable }),
      });
      engine.placeTexts(tables);
      this.#placed = { engine, tables, whenFree: before?.close() ?? Promise.resolve() };
    }
    await this.#placed.whenFree;
  }

  /** The texts are of no use any more: the next ones take their place. */
  forget(): void {
    this.#placed = null;
  }

  /** Frees the tables, and the texts themselves. */
  async free(): Promise<void> {
    if (this.#placed === null) return;
    const { engine, tables } = this.#placed;
    await tables.close();
    if (engine.texts() === tables) engine.placeTexts(null);
  }
}
