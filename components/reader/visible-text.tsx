"use client";

import type { ReactNode } from "react";
import { useReadingOptions } from "./reading-options";
import { splitVisible } from "./visible-characters";

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
    return <CharacterMark key={key} mark={piece.mark} name={piece.name} count={piece.count} />;
  });
}

/** Stands for one invisible character, or for `count` of the same in a row. */
export function CharacterMark({ mark, name, count }: { mark: string; name: string; count: number }) {
  const many = count > 1 ? ` ×${count.toLocaleString("en")}` : "";
  return (
    <span className="reader-mark" title={`${name}${many}`}>
      {mark}
      {many}
    </span>
  );
}
