"use client";

import { type ReactNode, useMemo } from "react";
import { clampText, describeHidden } from "./clamp-text";
import { useExact, useFold, usePartKey } from "./fold-state";
import { isTooHeavy } from "./is-too-heavy";
import { Markdown } from "./markdown";
import { MoreButton } from "./more-button";
import { useReadingOptions } from "./reading-options";
import { RenderBoundary } from "./render-boundary";
import { linkDefinitions, splitMarkdown, splitPlain } from "./text-pieces";
import { useNearViewport } from "./use-near-viewport";
import { VisibleText } from "./visible-text";

/** Text from a record: clamped when long, as Markdown or plain as the reader is set, in its own direction. */
export function TextBlock({
  text,
  maxLines = 120,
  markdown: wantsMarkdown = true,
  isAtOnce = false,
}: {
  text: string;
  maxLines?: number;
  /** False for text that must never be read as Markdown. */
  markdown?: boolean;
  /** Drawn in its final form from the start: the first messages of a record. */
  isAtOnce?: boolean;
}) {
  const key = usePartKey();
  const [isWhole, setWhole] = useFold(`${key}.whole`, false);
  const [isExact] = useExact(key);
  const markdown = useReadingOptions().markdown && wantsMarkdown && !isExact;
  const clamped = useMemo(() => clampText(text, maxLines, maxLines * 100), [text, maxLines]);
  const shown = isWhole ? text : clamped.shown;
  return (
    <div>
      <TextPieces partKey={key} text={shown} markdown={markdown} isAtOnce={isAtOnce} />
      {clamped.hiddenCharacters > 0 ? (
        <MoreButton onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Show less" : describeHidden(clamped)}
        </MoreButton>
      ) : null}
    </div>
  );
}

/** A text cut into pieces, each drawn when it comes near the screen. */
function TextPieces({
  partKey,
  text,
  markdown,
  isAtOnce,
}: {
  partKey: string;
  text: string;
  markdown: boolean;
  isAtOnce: boolean;
}) {
  const pieces = useMemo(() => (markdown ? splitMarkdown(text) : splitPlain(text)), [markdown, text]);
  const definitions = useMemo(
    () => (markdown && pieces.length > 1 ? linkDefinitions(text) : ""),
    [markdown, pieces, text],
  );
  return (
    <div className="reader-text" dir="auto">
      {pieces.map(({ start, end }, position) => (
        <Piece
          key={start}
          partKey={partKey}
          start={start}
          text={text.slice(start, end)}
          definitions={definitions}
          markdown={markdown}
          isAlone={pieces.length === 1}
          isAtOnce={isAtOnce && position === 0}
        />
      ))}
    </div>
  );
}

/** One piece. Plain until it comes near the screen, or an empty box of about its height where there are many. */
function Piece({
  partKey,
  start,
  text,
  definitions,
  markdown,
  isAlone,
  isAtOnce,
}: {
  partKey: string;
  start: number;
  text: string;
  definitions: string;
  markdown: boolean;
  isAlone: boolean;
  isAtOnce: boolean;
}) {
  const { isComplete } = useReadingOptions();
  const wantsMarkdown = useMemo(() => markdown && !isTooHeavy(text), [markdown, text]);
  const [ref, isNear] = useNearViewport<HTMLDivElement>(wantsMarkdown || !isAlone, isAtOnce || isComplete);
  const plain = <PlainText text={text} />;
  let content: ReactNode = plain;
  if (!isNear && !isAlone) content = null;
  else if (wantsMarkdown && isNear)
    content = (
      <RenderBoundary key={text} fallback={plain}>
        <Markdown text={text} definitions={definitions} />
      </RenderBoundary>
    );
  return (
    <div
      ref={ref}
      data-part={partKey}
      data-start={start}
      data-end={start + text.length}
      className="reader-piece"
      style={content === null ? { minHeight: estimateHeight(text) } : undefined}
    >
      {content}
    </div>
  );
}

const LINE_HEIGHT = 22;
const LINE_CHARACTERS = 84;

/** About how high a text will be, in pixels. */
export function estimateHeight(text: string): number {
  let lines = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    const lineEnd = end === -1 ? text.length : end;
    lines += Math.max(1, Math.ceil((lineEnd - at) / LINE_CHARACTERS));
    at = lineEnd + 1;
  }
  return lines * LINE_HEIGHT;
}

/** Text with its line breaks and spaces, nothing interpreted. */
export function PlainText({ text }: { text: string }) {
  return (
    <div className="reader-plain">
      <VisibleText text={text} />
    </div>
  );
}
