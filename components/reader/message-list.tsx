"use client";

import { memo, useDeferredValue, useMemo } from "react";
import { estimateCard } from "./estimate-card";
import { MessageCard } from "./message-card";
import type { PlacedMessage } from "./name-messages";
import { useReadingOptions } from "./reading-options";
import { useNearViewport } from "./use-near-viewport";

const GROUP = 40;

/**
 * The messages of a list. Those far from the screen are empty boxes of about their height, under their names: a record of
 * thousands opens at once, and any message can be scrolled to.
 */
export function MessageList({
  messages,
  markedMessage,
  linkFor,
}: {
  messages: readonly PlacedMessage[];
  markedMessage: number | null;
  linkFor: ((message: number) => string) | undefined;
}) {
  const groups = useMemo(() => groupsOf(messages), [messages]);
  // Thousands of messages are named in slices, after the first are on the screen.
  const isListed = useDeferredValue(true, false);
  return groups.map((group, position) => {
    const isMarkedHere = group.some(({ index }) => index === markedMessage);
    return (
      <MessageGroup
        // biome-ignore lint/suspicious/noArrayIndexKey: groups never move
        key={position}
        messages={group}
        markedMessage={isMarkedHere ? markedMessage : null}
        linkFor={linkFor}
        isFirst={position === 0}
        isListed={isListed}
      />
    );
  });
}

function groupsOf(messages: readonly PlacedMessage[]): PlacedMessage[][] {
  const groups: PlacedMessage[][] = [];
  for (let at = 0; at < messages.length; at += GROUP) groups.push(messages.slice(at, at + GROUP));
  return groups;
}

const MessageGroup = memo(function MessageGroup({
  messages,
  markedMessage,
  linkFor,
  isFirst,
  isListed,
}: {
  messages: readonly PlacedMessage[];
  markedMessage: number | null;
  linkFor: ((message: number) => string) | undefined;
  isFirst: boolean;
  /** Whether messages far from the screen are on the page under their names. */
  isListed: boolean;
}) {
  const { isComplete } = useReadingOptions();
  // A group with the open message must stay as it is: its card has the focus.
  const [ref, isNear] = useNearViewport<HTMLDivElement>(
    true,
    isFirst || isComplete || markedMessage !== null,
  );
  const heights = useMemo(() => messages.map(estimateCard), [messages]);
  return (
    <div
      ref={ref}
      className={isNear ? undefined : "reader-message-group"}
      style={isNear ? undefined : { containIntrinsicSize: `auto ${sum(heights)}px` }}
    >
      {isNear
        ? messages.map((placed) => (
            <MessageCard
              key={placed.index}
              placed={placed}
              isMarked={placed.index === markedMessage}
              linkFor={linkFor}
            />
          ))
        : isListed &&
          messages.map(({ index, name }, position) => (
            <article
              key={index}
              aria-label={name}
              data-message={index}
              tabIndex={-1}
              style={{ height: heights[position] }}
            />
          ))}
    </div>
  );
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
