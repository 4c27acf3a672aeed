"use client";

import { useMemo, useState } from "react";
import { clampText, cutBefore, describeHidden } from "./clamp-text";
import { isTooHeavy } from "./is-too-heavy";
import { Markdown } from "./markdown";
import { MoreButton } from "./more-button";
import { useReadingOptions } from "./reading-options";
import { RenderBoundary } from "./render-boundary";
import { useNearViewport } from "./use-near-viewport";
import { VisibleText } from "./visible-text";

/** Above this, Markdown is offered, not done: parsing it blocks the page. */
const HUGE = 200_000;
const SLICE = 100_000;

/** Text from a record: clamped when long, as Markdown or plain as the reader is set, in its own direction. */
export function TextBlock({
  text,
  maxLines = 120,
  markdown: wantsMarkdown = true,
}: {
  text: string;
  maxLines?: number;
  /** False for text that must never be read as Markdown. */
  markdown?: boolean;
}) {
  const [isWhole, setWhole] = useState(false);
  const [slices, setSlices] = useState(1);
  const [forceMarkdown, setForceMarkdown] = useState(false);
  const markdown = useReadingOptions().markdown && wantsMarkdown;
  const clamped = clampText(text, maxLines, maxLines * 100);
  const isHuge = text.length > HUGE;

  if (!isWhole)
    return (
      <div>
        <FormattedText text={clamped.shown} markdown={markdown} />
        {clamped.hiddenCharacters > 0 ? (
          <MoreButton onClick={() => setWhole(true)}>{describeHidden(clamped)}</MoreButton>
        ) : null}
      </div>
    );

  const end = isHuge && !forceMarkdown ? cutBefore(text, SLICE * slices) : text.length;
  return (
    <div>
      <FormattedText text={text.slice(0, end)} markdown={markdown && (!isHuge || forceMarkdown)} />
      <div className="flex flex-wrap gap-x-3">
        {end < text.length ? (
          <MoreButton onClick={() => setSlices(slices + 1)}>
            Show {Math.min(SLICE, text.length - end).toLocaleString("en")} of{" "}
            {(text.length - end).toLocaleString("en")} more characters
          </MoreButton>
        ) : null}
        {isHuge && markdown && !forceMarkdown ? (
          <MoreButton onClick={() => setForceMarkdown(true)}>
            Show all as Markdown (may take a while)
          </MoreButton>
        ) : null}
        {clamped.hiddenCharacters > 0 ? (
          <MoreButton onClick={() => setWhole(false)}>Show less</MoreButton>
        ) : null}
      </div>
    </div>
  );
}

/** Plain until it comes near the screen, so that a record of hundreds of messages opens at once and can be searched. */
function FormattedText({ text, markdown }: { text: string; markdown: boolean }) {
  const wantsMarkdown = useMemo(() => markdown && !isTooHeavy(text), [markdown, text]);
  const [ref, isNear] = useNearViewport<HTMLDivElement>(wantsMarkdown);
  const plain = <PlainText text={text} />;
  return (
    <div ref={ref} dir="auto" className="reader-text">
      {wantsMarkdown && isNear ? (
        <RenderBoundary key={text} fallback={plain}>
          <Markdown text={text} />
        </RenderBoundary>
      ) : (
        plain
      )}
    </div>
  );
}

/** Text with its line breaks and spaces, nothing interpreted. */
export function PlainText({ text }: { text: string }) {
  return (
    <div className="reader-plain">
      <VisibleText text={text} />
    </div>
  );
}
