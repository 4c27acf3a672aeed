"use client";

import { Fragment, type ReactNode, useMemo } from "react";
import { WORDS_COUNTED } from "@/lib/schema";
import { countedText, type PlacedMessage, roleInk, shownRole } from "./name-messages";
import { useReadingOptions } from "./reading-options";
import { useWordCount } from "./use-word-count";
import { toVisibleLine } from "./visible-characters";

/** Who says a message, what it is called, how long it is and where it stands. The role folds the message. */
export function MessageGutter({
  placed,
  isOpen,
  onToggle,
}: {
  placed: PlacedMessage;
  isOpen: boolean;
  /** Null for a message that has nothing to fold. */
  onToggle: (() => void) | null;
}) {
  const { message, name, position, count } = placed;
  const { model } = useReadingOptions();
  const words = useWordCount(useMemo(() => countedText(message), [message]));
  const speaker = message.name === null ? "" : toVisibleLine(message.name.slice(0, 80));
  const writer = message.role === "assistant" ? (message.model ?? model) : message.model;
  const length =
    words === null ? "counting words" : `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}`;
  const chars = `${message.chars.toLocaleString("en")} ${message.chars === 1 ? "char" : "chars"}`;
  return (
    <div className="reader-gutter text-ink-3 text-xs">
      <div className="reader-gutter-head">
        {onToggle === null ? (
          <bdi className={`font-medium ${roleInk(message.role)}`}>{shownRole(message)}</bdi>
        ) : (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? "Fold" : "Open"} ${name}`}
            title={isOpen ? "Fold this message" : "Open this message"}
            onClick={onToggle}
            className={`-ml-1 cursor-default rounded-sm px-1 text-left font-medium [overflow-wrap:anywhere] hover:bg-surface-3 ${roleInk(message.role)}`}
          >
            <bdi>{shownRole(message)}</bdi>
          </button>
        )}
        <span className="whitespace-nowrap" title={`message ${position} of ${count}`}>
          {position.toLocaleString("en")} of {count.toLocaleString("en")}
        </span>
      </div>
      {speaker === "" || !isOpen ? null : (
        <bdi className="font-mono text-ink-2 [overflow-wrap:anywhere]" title={speaker}>
          {breakable(speaker)}
        </bdi>
      )}
      {message.label === null ? null : (
        <bdi className="font-mono text-ink-2" title="length label">
          {toVisibleLine(message.label.slice(0, 60))}
        </bdi>
      )}
      {isOpen ? (
        <>
          <span title={WORDS_COUNTED}>{length}</span>
          <span>{chars}</span>
        </>
      ) : null}
      {writer && isOpen ? (
        <bdi className="reader-gutter-model font-mono" title={`model: ${toVisibleLine(writer)}`}>
          {toVisibleLine(writer.slice(0, 80))}
        </bdi>
      ) : null}
    </div>
  );
}

/** Lets a long name of a tool break where a person would: after underscores, dots and slashes. */
function breakable(name: string): ReactNode {
  return name.split(/(?<=[_./:-])/).map((piece, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
    <Fragment key={position}>
      {position === 0 ? null : <wbr />}
      {piece}
    </Fragment>
  ));
}
