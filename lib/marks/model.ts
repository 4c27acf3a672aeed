/** What can be marked on a record. */
export interface MarkContent {
  isStarred: boolean;
  /** Names of flags, sorted, each once. */
  flags: readonly string[];
  /** "" for none. */
  note: string;
}

/** What one person marked on one record. */
export interface Mark extends MarkContent {
  /** `_row` of the record. */
  row: number;
  /** The record's id where ids tell all rows apart; null where they do not, or it is not known yet. */
  id: string | null;
  /** Name of the person; `OWN_AUTHOR` for the one at this browser, whatever their name. */
  author: string;
  /** ISO 8601 in UTC; of two marks by one person, the later counts. */
  updatedAt: string;
}

export const OWN_AUTHOR = "";

export const UNMARKED: MarkContent = { isStarred: false, flags: [], note: "" };

export function isUnmarked({ isStarred, flags, note }: MarkContent): boolean {
  return !isStarred && flags.length === 0 && note === "";
}

export function isSameContent(a: MarkContent, b: MarkContent): boolean {
  return a.isStarred === b.isStarred && a.note === b.note && isSameList(a.flags, b.flags);
}

export function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, place) => item === b[place]);
}

/** Names of flags as marks hold them. */
export function tidyFlags(flags: readonly string[]): string[] {
  const names = flags.map((flag) => flag.trim()).filter((flag) => flag !== "");
  return [...new Set(names)].sort();
}
