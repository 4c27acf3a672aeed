"use client";

import { createContext, useContext } from "react";

/** What every piece of a record needs to know about how it is shown. */
export interface ReadingOptions {
  /** Markdown, formulas and highlighted code; else plain text. */
  markdown: boolean;
  /** Message text exactly as in the data, protocols not split. */
  exactText: boolean;
  /** Thoughts of a text protocol are the text itself and start open; hidden reasoning starts folded. */
  thoughtsOpen: boolean;
}

const Context = createContext<ReadingOptions>({ markdown: true, exactText: false, thoughtsOpen: false });

export const ReadingOptionsProvider = Context.Provider;
export function useReadingOptions(): ReadingOptions {
  return useContext(Context);
}
