"use client";

import { Link2 } from "lucide-react";
import { memo, type ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { MessagePart } from "./message-parts";
import { messageText, type PlacedMessage, roleInk, shownRole } from "./name-messages";
import { useReadingOptions } from "./reading-options";
import { TextBlock } from "./text-block";
import { toVisibleLine } from "./visible-characters";

/** One message: role, name, label and length in the gutter, its parts beside. */
export const MessageCard = memo(function MessageCard({
  placed,
  isMarked,
  linkFor,
}: {
  placed: PlacedMessage;
  isMarked: boolean;
  linkFor: ((message: number) => string) | undefined;
}) {
  const { message, index, name } = placed;
  return (
    <article
      aria-label={name}
      aria-current={isMarked ? "true" : undefined}
      data-message={index}
      tabIndex={-1}
      className={`reader-message group/message relative scroll-mt-2 border-line border-b px-3 py-2.5 outline-offset-[-2px] ${
        isMarked ? "reader-marked" : ""
      }`}
    >
      <div className="reader-message-grid">
        <Gutter placed={placed} ink={roleInk(message.role)} />
        <div className="min-w-0">
          <Parts placed={placed} />
        </div>
      </div>
      <div className="absolute top-1.5 right-2 flex rounded-sm bg-surface opacity-0 focus-within:opacity-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100">
        <CopyButton label="Copy text of message" text={() => messageText(message)} />
        {linkFor ? (
          <CopyButton label="Copy link to message" text={() => linkFor(index)} icon={<Link2 aria-hidden />} />
        ) : null}
      </div>
    </article>
  );
});

function Gutter({ placed, ink }: { placed: PlacedMessage; ink: string }) {
  const { message } = placed;
  const speaker = message.name === null ? "" : toVisibleLine(message.name.slice(0, 80));
  return (
    <div className="reader-gutter text-ink-3 text-xs">
      <bdi className={`font-medium [overflow-wrap:anywhere] ${ink}`}>{shownRole(message)}</bdi>
      {speaker === "" ? null : (
        <bdi className="font-mono text-ink-2 [overflow-wrap:anywhere]" title={speaker}>
          {breakable(speaker)}
        </bdi>
      )}
      {message.label === null ? null : (
        <bdi className="font-mono text-ink-2" title="length label">
          {toVisibleLine(message.label.slice(0, 60))}
        </bdi>
      )}
      <span title={`${message.chars.toLocaleString("en")} characters`}>
        {message.chars.toLocaleString("en")} {message.chars === 1 ? "char" : "chars"}
      </span>
    </div>
  );
}

/** Lets a long name of a tool break where a person would: after underscores, dots and slashes. */
function breakable(name: string): ReactNode {
  return (
    name
      .split(/(?<=[_./:-])/)
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
      .flatMap((piece, position) => (position === 0 ? [piece] : [<wbr key={position} />, piece]))
  );
}

function Parts({ placed: { message } }: { placed: PlacedMessage }) {
  const { exactText } = useReadingOptions();
  const maxLines =
    message.role === "system" || message.role === "developer" || message.role === "tool" ? 24 : 120;
  if (exactText && message.text !== "") return <TextBlock text={message.text} maxLines={maxLines} />;
  if (message.parts.every((part) => part.kind === "text" && part.text.trim() === ""))
    return <p className="text-ink-3 italic">empty message</p>;
  return (
    <div className="flex flex-col gap-2.5">
      {message.parts.map((part, position) => (
        <MessagePart
          // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
          key={position}
          part={part}
          maxLines={maxLines}
          isToolMessage={message.role === "tool" && message.parts.length === 1}
        />
      ))}
    </div>
  );
}
