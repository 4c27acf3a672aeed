"use client";

import { createContext, useContext } from "react";
import type { MessageField } from "@/lib/conversation";
import type { Role } from "@/lib/conversation/model";

/** What every piece of a record needs to know about how it is shown. */
export interface ReadingOptions {
  /** Markdown, formulas and highlighted code; else plain text. */
  markdown: boolean;
  /** Message text exactly as in the data, protocols not split. */
  exactText: boolean;
  /** Thoughts of a text protocol are the text itself and start open; hidden reasoning starts folded. */
  thoughtsOpen: boolean;
  /** Every invisible character is drawn: spaces, tabs, line ends, joiners. */
  invisibles: boolean;
  /** Roles whose messages start folded. */
  foldedRoles: readonly Role[];
  /** Everything is drawn at once, also what is far from the screen: for print and for pictures. */
  isComplete: boolean;
  /** Model that wrote the replies of the record; null when unknown. */
  model: string | null;
  /** System prompts that another record had too: index of the message, and the row that had it. */
  repeatedPrompts: ReadonlyMap<number, number>;
  /** What each message holds besides what is made of it, by its index. */
  rests: readonly (readonly MessageField[])[];
}

/** Where nothing is told of them. */
export const NO_RESTS: ReadingOptions["rests"] = [];

const Context = createContext<ReadingOptions>({
  markdown: true,
  exactText: false,
  thoughtsOpen: false,
  invisibles: false,
  foldedRoles: [],
  isComplete: false,
  model: null,
  repeatedPrompts: new Map(),
  rests: NO_RESTS,
});

export const ReadingOptionsProvider = Context.Provider;
export function useReadingOptions(): ReadingOptions {
  return useContext(Context);
}
