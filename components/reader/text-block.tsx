"use client";

import { Fragment, type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { clampText, describeHidden } from "./clamp-text";
import { ClampedCode } from "./clamped-code";
import { type EmbeddedJson, findJson } from "./embedded-json";
import { estimateHeight } from "./estimate-card";
import { useExact, useFold, useFoldState, usePartKey, useSourceBlocks } from "./fold-state";
import { isTooHeavy } from "./is-too-heavy";
import { Markdown } from "./markdown";
import { MoreButton } from "./more-button";
import { prettyJson } from "./pretty-json";
import { useReadingOptions } from "./reading-options";
import { RenderBoundary } from "./render-boundary";
import { cutOutBlocks, linkDefinitions, splitMarkdown, splitPlain } from "./text-pieces";
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
  const { isComplete, markdown: likesMarkdown } = useReadingOptions();
  const markdown = likesMarkdown && wantsMarkdown && !isExact;
  const clamped = useMemo(() => clampText(text, maxLines, maxLines * 100), [text, maxLines]);
  const wanted = isWhole ? text : clamped.shown;
  // A text of megabytes opens in slices; what is printed must be there at once.
  const later = useDeferredValue(wanted);
  const shown = isComplete ? wanted : later;
  const json = useMemo(
    () => (wantsMarkdown && shown.length <= JSON_MAX ? findJson(shown) : []),
    [wantsMarkdown, shown],
  );
  const [isFormatted, setFormatted] = useState(false);
  const pieces = { partKey: key, markdown, isAtOnce };
  return (
    <div>
      {isFormatted && json.length > 0 && !isExact ? (
        <div className="flex flex-col gap-1.5">
          {segmentsOf(shown, json).map(({ start, end, isJson }) =>
            isJson ? (
              <div key={start} data-part={key} data-start={start} data-end={end}>
                <ClampedCode
                  code={prettyJson(shown.slice(start, end))?.text ?? shown.slice(start, end)}
                  language="json"
                  maxLines={maxLines}
                />
              </div>
            ) : (
              <TextPieces key={start} {...pieces} text={shown.slice(start, end)} offset={start} />
            ),
          )}
        </div>
      ) : (
        <TextPieces {...pieces} text={shown} />
      )}
      <div className="flex flex-wrap gap-x-3">
        {clamped.hiddenCharacters > 0 ? (
          <MoreButton onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show less" : describeHidden(clamped)}
          </MoreButton>
        ) : null}
        {json.length > 0 && !isExact ? (
          <MoreButton isPressed={isFormatted} onClick={() => setFormatted(!isFormatted)}>
            Format JSON
          </MoreButton>
        ) : null}
      </div>
    </div>
  );
}

const JSON_MAX = 200_000;

/** The whole text in stretches, those of JSON told apart; stretches of white space alone are left out. */
function segmentsOf(
  text: string,
  json: readonly EmbeddedJson[],
): { start: number; end: number; isJson: boolean }[] {
  const segments: { start: number; end: number; isJson: boolean }[] = [];
  let at = 0;
  const addText = (end: number): void => {
    if (text.slice(at, end).trim() !== "") segments.push({ start: at, end, isJson: false });
  };
  for (const { start, end } of json) {
    addText(start);
    segments.push({ start, end, isJson: true });
    at = end;
  }
  addText(text.length);
  return segments;
}

/** A text cut into pieces, each drawn when it comes near the screen. */
export function TextPieces({
  partKey,
  text,
  offset = 0,
  markdown,
  isAtOnce,
}: {
  partKey: string;
  text: string;
  /** Where the text begins in that of the part. */
  offset?: number;
  markdown: boolean;
  isAtOnce: boolean;
}) {
  const folds = useFoldState();
  const blocks = useSourceBlocks(partKey);
  const pieces = useMemo(() => {
    if (!markdown) return splitPlain(text);
    const positions = blocks.map(({ position }) => position - offset);
    return cutOutBlocks(text, splitMarkdown(text), positions);
  }, [markdown, text, blocks, offset]);
  const blocksIn = useMemo(
    () =>
      pieces.map(({ start, end }) =>
        blocks.filter(({ position }) => position - offset >= start && position - offset < end),
      ),
    [pieces, blocks, offset],
  );
  const definitions = useMemo(
    () => (markdown && pieces.length > 1 ? linkDefinitions(text) : ""),
    [markdown, pieces, text],
  );
  return (
    <div className="reader-text" dir="auto">
      {pieces.map(({ start, end }, position) => {
        const inside = blocksIn[position] ?? [];
        const isSource = markdown && inside.some((block) => block.isSource);
        // What a block was cut from was on the screen already, and so was what came after it there.
        const wasShown = inside.length > 0 || (blocksIn[position - 1]?.length ?? 0) > 0;
        return (
          <Fragment key={start}>
            <Piece
              partKey={partKey}
              start={offset + start}
              text={text.slice(start, end)}
              definitions={definitions}
              markdown={markdown && !isSource}
              isApart={inside.length > 0}
              isAlone={pieces.length === 1}
              isAtOnce={(isAtOnce && position === 0) || wasShown}
            />
            {isSource ? (
              <MoreButton
                onClick={() => {
                  for (const block of inside) folds.setSourceBlock(partKey, block.position, false);
                }}
              >
                Show as formatted
              </MoreButton>
            ) : null}
          </Fragment>
        );
      })}
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
  isApart,
  isAlone,
  isAtOnce,
}: {
  partKey: string;
  start: number;
  text: string;
  definitions: string;
  markdown: boolean;
  /** It is one block, drawn apart from the rest of its text. */
  isApart: boolean;
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
      data-form={markdown ? (isApart ? "block" : "formatted") : undefined}
      className="reader-piece"
      style={content === null ? { minHeight: estimateHeight(text) } : undefined}
    >
      {content}
    </div>
  );
}

/** Text with its line breaks and spaces, nothing interpreted. */
function PlainText({ text }: { text: string }) {
  return (
    <div className="reader-plain">
      <VisibleText text={text} />
    </div>
  );
}
