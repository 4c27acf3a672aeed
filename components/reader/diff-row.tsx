"use client";

import { Fragment, memo, type ReactNode, useState } from "react";
import { formatUnits } from "@/components/ui";
import type { DiffPiece, DiffRow } from "@/lib/diff";
import { cutAfter, cutBefore } from "./clamp-text";
import { MoreButton } from "./more-button";
import { useReadingOptions } from "./reading-options";
import { VisibleText } from "./visible-text";

/** What both texts say stays whole up to this; of more, the ends are shown. */
const SAME_CHARACTERS = 600;
const SHOWN_CHARACTERS = 160;

/** One row of a comparison: the sentences of both texts beside each other, or as one text. */
export const DiffRowView = memo(function DiffRowView({
  row,
  layout,
  isPlain,
}: {
  row: DiffRow;
  layout: "columns" | "inline";
  /** Without marks, for rows far from the screen. */
  isPlain: boolean;
}) {
  const [isWhole, setWhole] = useState(false);
  const { isComplete } = useReadingOptions();
  const [only] = row;
  const folded =
    !isWhole && !isComplete && !isPlain && row.length === 1 && only?.kind === "same"
      ? foldMiddle(only.text)
      : null;
  const unfold = () => setWhole(true);
  const text = (pieces: DiffRow, isBlock: boolean): ReactNode =>
    folded ? (
      <Folded {...folded} onUnfold={unfold} />
    ) : (
      <Pieces row={pieces} isPlain={isPlain} isBlock={isBlock} />
    );
  // Sentences that only one text has are marked as a whole: struck out, they would be hard to read.
  const hasSame = isPlain || row.some(({ kind }) => kind === "same");
  if (layout === "inline")
    return (
      <div className="text-diff-row">
        {hasSame ? (
          <Cell block={null}>{text(row, false)}</Cell>
        ) : (
          row.map((piece) => (
            <Cell key={piece.kind} block={piece.kind === "removed" ? "removed" : "added"}>
              {text([piece], true)}
            </Cell>
          ))
        )}
      </div>
    );
  return (
    <div className="text-diff-row">
      {(["removed", "added"] as const).map((kind) => {
        const side = row.filter((piece) => piece.kind === kind || piece.kind === "same");
        return (
          <Cell key={kind} block={hasSame || side.length === 0 ? null : kind} isEmpty={side.length === 0}>
            {text(side, !hasSame)}
          </Cell>
        );
      })}
    </div>
  );
});

function Cell({
  block,
  isEmpty = false,
  children,
}: {
  /** What all of the text is, when it stands in one text only. */
  block: "removed" | "added" | null;
  isEmpty?: boolean;
  children: ReactNode;
}) {
  const Tag = block === "removed" ? "del" : block === "added" ? "ins" : "div";
  return (
    <Tag
      className="text-diff-cell"
      dir="auto"
      data-block={block ?? undefined}
      data-is-empty={isEmpty ? "" : undefined}
    >
      {children}
    </Tag>
  );
}

function Pieces({ row, isPlain, isBlock }: { row: DiffRow; isPlain: boolean; isBlock: boolean }) {
  if (isBlock && !isPlain) return <VisibleText text={row.map(({ text }) => text).join("")} />;
  if (isPlain) return row.map(({ text }) => text.toWellFormed()).join("");
  return row.map((piece, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
    <Fragment key={position}>{pieceView(piece)}</Fragment>
  ));
}

function pieceView({ kind, text }: DiffPiece): ReactNode {
  switch (kind) {
    case "same":
      return <VisibleText text={text} />;
    case "removed":
      return (
        <del>
          <ChangedText text={text} />
        </del>
      );
    case "added":
      return (
        <ins>
          <ChangedText text={text} />
        </ins>
      );
  }
}

/** A line break that came or went would show as nothing; the last of a sentence only ends it. */
function ChangedText({ text }: { text: string }): ReactNode {
  if (text.trim() !== "" || !text.includes("\n")) return <VisibleText text={text} />;
  return <VisibleText text={text.replaceAll("\n", "↵\n")} />;
}

interface FoldedText {
  start: string;
  hidden: number;
  end: string;
}

function foldMiddle(text: string): FoldedText | null {
  if (text.length <= SAME_CHARACTERS) return null;
  const startEnd = cutBefore(text, SHOWN_CHARACTERS);
  const endStart = cutAfter(text, text.length - SHOWN_CHARACTERS);
  return { start: text.slice(0, startEnd), hidden: endStart - startEnd, end: text.slice(endStart) };
}

function Folded({ start, hidden, end, onUnfold }: FoldedText & { onUnfold: () => void }) {
  return (
    <span className="text-ink-2">
      <VisibleText text={start} />{" "}
      <MoreButton onClick={onUnfold}>Show {formatUnits(hidden, "equal character")}</MoreButton>{" "}
      <VisibleText text={end} />
    </span>
  );
}
