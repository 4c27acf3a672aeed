"use client";

import type { ReactNode } from "react";
import { useReadingOptions } from "./reading-options";
import { splitVisible, type VisiblePiece } from "./visible-characters";

/** Text from a file, with everything invisible in it made visible. Renders no element around it. */
export function VisibleText({ text }: { text: string }): ReactNode {
  const { invisibles } = useReadingOptions();
  let start = 0;
  return splitVisible(text, invisibles).map((piece) => {
    const key = start;
    if (piece.kind === "text") {
      start += piece.text.length;
      return piece.text;
    }
    start += 1;
    return <CharacterMark key={key} {...piece} />;
  });
}

/** Stands for one invisible character, or for `count` of the same in a row. */
function CharacterMark({ mark, name, count, isQuiet }: Extract<VisiblePiece, { kind: "mark" }>) {
  const many = count > 1 ? ` ×${count.toLocaleString("en")}` : "";
  return (
    <span className={isQuiet ? "reader-mark reader-mark-quiet" : "reader-mark"} title={`${name}${many}`}>
      {mark}
      {many}
    </span>
  );
}
