/** What a person set about their marks: their name, and what the keys 1 to 5 stand for. */
export interface MarkSettings {
  /** "" until the person said it. */
  author: string;
  /** Names of the five flags, in the order of their keys. */
  flagNames: readonly string[];
}

const KEY = "loupe:marks";
const DEFAULTS: MarkSettings = {
  author: "",
  flagNames: ["Flag 1", "Flag 2", "Flag 3", "Flag 4", "Flag 5"],
};

/** Settings of marks, the same in all tabs of this browser. A store for useSyncExternalStore. */
export class MarkSettingsStore {
  readonly #listeners = new Set<() => void>();
  #settings: MarkSettings | undefined;

  subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) globalThis.addEventListener?.("storage", this.#onStorage);
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) globalThis.removeEventListener?.("storage", this.#onStorage);
    };
  };

  get = (): MarkSettings => {
    this.#settings ??= recall();
    return this.#settings;
  };

  change(part: Partial<MarkSettings>): void {
    this.#settings = { ...this.get(), ...part };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#settings));
    } catch {
      // Storage refused: names hold until the page is left, as marks do.
    }
    this.#notify();
  }

  #onStorage = (event: StorageEvent): void => {
    if (event.key !== KEY) return;
    this.#settings = recall();
    this.#notify();
  };

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const markSettings = new MarkSettingsStore();

/** Whether a flag still has the name it had at first. */
export function isUnnamedFlag(place: number, name: string): boolean {
  return DEFAULTS.flagNames[place] === name;
}

function recall(): MarkSettings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof stored !== "object" || stored === null) return DEFAULTS;
    const { author, flagNames } = stored as Record<string, unknown>;
    const names: readonly unknown[] = Array.isArray(flagNames) ? flagNames : [];
    return {
      author: typeof author === "string" ? author : DEFAULTS.author,
      flagNames: DEFAULTS.flagNames.map((unnamed, place) => {
        const name = names[place];
        return typeof name === "string" && name !== "" ? name : unnamed;
      }),
    };
  } catch {
    // Private windows refuse storage.
    return DEFAULTS;
  }
}
