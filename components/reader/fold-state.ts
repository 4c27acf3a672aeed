"use client";

import { createContext, useCallback, useContext, useId, useSyncExternalStore } from "react";
import { RAW_TEXT } from "./part-key";

/** A value in a tree: which tree, and the index at each level, each after a slash. */
export interface TreePlace {
  tree: string;
  path: string;
}

/** The block of a text that holds a position (UTF-16 units), and whether its source is shown. */
export interface SourceBlock {
  position: number;
  isSource: boolean;
}

/** Which forms of a whole record show its exact text, by `EXACT_TEXT` and `RAW_TEXT`; kept from record to record. */
export type RecordForms = Map<string, boolean>;

/** Key under which a whole record shows the exact text of its messages. */
export const EXACT_TEXT = "record";

const NO_BLOCKS: readonly SourceBlock[] = [];

/**
 * What of one record is open. Keys name a message ("m3"), a part of it ("m3.p0"), or the clamp of a text
 * ("m3.p0.whole"). Lives beside React, so that a search can open what is not on the screen.
 */
export class FoldState {
  readonly #open = new Map<string, boolean>();
  readonly #exact = new Map<string, boolean>();
  readonly #forms: RecordForms;
  readonly #listeners = new Set<() => void>();
  readonly #sources = new Map<string, readonly SourceBlock[]>();
  #isAllOpen = false;
  #revealed: TreePlace | null = null;

  /** With the forms of the record before, a record is shown in the same ones. */
  constructor(forms: RecordForms = new Map()) {
    this.#forms = forms;
  }

  /** True after `openAll`, until `reset`. */
  get isAllOpen(): boolean {
    return this.#isAllOpen;
  }

  isOpen(key: string, isOpenByDefault: boolean): boolean {
    return this.#open.get(key) ?? (this.#isAllOpen || isOpenByDefault);
  }

  /** Whether a part shows its source instead of its formatted form. */
  isExact(key: string): boolean {
    return this.#exactOf(key).get(key) ?? false;
  }

  setOpen(key: string, isOpen: boolean): void {
    this.#open.set(key, isOpen);
    this.#tell();
  }

  setExact(key: string, isExact: boolean): void {
    this.#exactOf(key).set(key, isExact);
    this.#tell();
  }

  /** Blocks of a formatted text that are drawn apart from the rest, some as their source; the same array until one changes. */
  sourceBlocks(key: string): readonly SourceBlock[] {
    return this.#sources.get(key) ?? NO_BLOCKS;
  }

  /** Draws the block of a text around a position apart, as its source or formatted. */
  setSourceBlock(key: string, position: number, isSource: boolean): void {
    const others = this.sourceBlocks(key).filter((block) => block.position !== position);
    this.#sources.set(key, [...others, { position, isSource }]);
    this.#tell();
  }

  /** The place that a tree was last asked to show; a new object for each request. */
  get revealed(): TreePlace | null {
    return this.#revealed;
  }

  /** Asks the tree of a place to open all around it. */
  reveal(place: TreePlace): void {
    this.#revealed = { ...place };
    this.#tell();
  }

  /** Opens everything there is, also what was folded by hand. */
  openAll(): void {
    this.#open.clear();
    this.#isAllOpen = true;
    this.#tell();
  }

  /** Back to what is open by default. */
  reset(): void {
    this.#open.clear();
    this.#isAllOpen = false;
    this.#tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #exactOf(key: string): Map<string, boolean> {
    return key === EXACT_TEXT || key === RAW_TEXT ? this.#forms : this.#exact;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const StateContext = createContext(new FoldState());
const KeyContext = createContext<string | null>(null);

export const FoldStateProvider = StateContext.Provider;
/** Names the part of a record that everything inside belongs to. */
export const PartKeyProvider = KeyContext.Provider;

export function useFoldState(): FoldState {
  return useContext(StateContext);
}

/** Key of the part around; one of its own for text that is no part of a message. */
export function usePartKey(): string {
  const own = useId();
  return useContext(KeyContext) ?? own;
}

/** Whether a fold is open, and a function that opens or closes it. */
export function useFold(key: string, isOpenByDefault: boolean): [boolean, (isOpen: boolean) => void] {
  const state = useFoldState();
  const read = () => state.isOpen(key, isOpenByDefault);
  return [
    useSyncExternalStore(state.subscribe, read, read),
    useCallback((isOpen: boolean) => state.setOpen(key, isOpen), [state, key]),
  ];
}

/** Whether a part shows its source, and a function that switches it. */
export function useExact(key: string): [boolean, (isExact: boolean) => void] {
  const state = useFoldState();
  const read = () => state.isExact(key);
  return [
    useSyncExternalStore(state.subscribe, read, read),
    useCallback((isExact: boolean) => state.setExact(key, isExact), [state, key]),
  ];
}

/** Blocks of a text that are drawn apart, see `FoldState.sourceBlocks`. */
export function useSourceBlocks(key: string): readonly SourceBlock[] {
  const state = useFoldState();
  const read = () => state.sourceBlocks(key);
  return useSyncExternalStore(state.subscribe, read, read);
}

/** The place that a tree was last asked to show. */
export function useRevealed(): TreePlace | null {
  const state = useFoldState();
  const read = () => state.revealed;
  return useSyncExternalStore(state.subscribe, read, read);
}

/** Whether messages show their exact text, protocols not taken apart. */
export function useExactText(state: FoldState): boolean {
  const read = () => state.isExact(EXACT_TEXT);
  return useSyncExternalStore(state.subscribe, read, read);
}

/** Whether the raw record is shown as its exact text instead of a tree. */
export function useRawText(state: FoldState): boolean {
  const read = () => state.isExact(RAW_TEXT);
  return useSyncExternalStore(state.subscribe, read, read);
}

/** Whether everything is open. */
export function useAllOpen(): boolean {
  const state = useFoldState();
  const read = () => state.isAllOpen;
  return useSyncExternalStore(state.subscribe, read, read);
}
