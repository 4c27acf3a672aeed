import type { MarkRow } from "@/lib/query";
import { isSameList, type Mark } from "./model";

/** A side of marks in which two people can differ. */
export type MarkSide = "star" | "flags" | "note";

/** In what the marks of several people on one record differ. Who did not mark it has said nothing, and does not differ. */
export function differencesOf(marks: readonly Mark[]): MarkSide[] {
  const [first, ...others] = marks;
  if (first === undefined) return [];
  const sides: MarkSide[] = [];
  if (others.some((mark) => mark.isStarred !== first.isStarred)) sides.push("star");
  if (others.some((mark) => !isSameList(mark.flags, first.flags))) sides.push("flags");
  if (others.some((mark) => mark.note !== first.note)) sides.push("note");
  return sides;
}

/** What all people together marked on a record: any star, all flags, and notes with their authors where there are several. */
export function combineMarks(
  row: number,
  marks: readonly Mark[],
  nameOf: (author: string) => string,
): MarkRow {
  const notes = marks
    .filter(({ note }) => note !== "")
    .map(({ author, note }) => (marks.length === 1 ? note : `${nameOf(author)}: ${note}`));
  return {
    row,
    isStarred: marks.some((mark) => mark.isStarred),
    flags: [...new Set(marks.flatMap((mark) => mark.flags))].sort(),
    note: notes.join("\n"),
    markedBy: [...new Set(marks.map((mark) => nameOf(mark.author)))].sort(),
    differ: differencesOf(marks),
  };
}
