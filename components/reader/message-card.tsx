"use client";

import { Link2 } from "lucide-react";
import { memo, useMemo } from "react";
import { CopyButton } from "./copy-button";
import { emptyWords } from "./empty-words";
import { estimateCard, isLongOnPaper } from "./estimate-card";
import { exactParts } from "./exact-parts";
import { FoldButton } from "./fold-button";
import { PartKeyProvider, useFold } from "./fold-state";
import { MessageGutter } from "./message-gutter";
import { MessagePart } from "./message-parts";
import { MessageRest } from "./message-rest";
import { messageText, type PlacedMessage } from "./name-messages";
import { exactTextKey, messageKey, partKey } from "./part-key";
import type { PlacedStep } from "./place-steps";
import { useReadingOptions } from "./reading-options";
import { TextBlock } from "./text-block";
import { useNearViewport } from "./use-near-viewport";
import { toVisibleLine } from "./visible-characters";

const PREVIEW_CHARACTERS = 240;

/** One message: who says it and how much in the gutter, its parts beside. An empty box of its size until it is near. */
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
  const { isComplete } = useReadingOptions();
  const [ref, isNear] = useNearViewport<HTMLElement>(true, placed.isLeading || isComplete);
  const height = useMemo(() => estimateCard(placed), [placed]);
  return (
    <article
      ref={ref}
      aria-label={name}
      aria-current={isMarked ? "true" : undefined}
      data-message={index}
      data-long={isLongOnPaper(placed) ? "" : undefined}
      tabIndex={-1}
      className={`reader-message group/message relative scroll-mt-2 border-line border-b px-3 py-2.5 outline-offset-[-2px] ${
        isMarked ? "reader-marked" : ""
      }`}
      style={isNear ? { containIntrinsicSize: `auto ${height}px` } : { height }}
    >
      {isNear ? (
        <>
          <CardBody placed={placed} />
          <div className="absolute top-1.5 right-2 flex rounded-sm bg-surface opacity-0 focus-within:opacity-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100">
            <CopyButton label="Copy text of message" text={() => messageText(message)} />
            {linkFor ? (
              <CopyButton
                label="Copy link to message"
                text={() => linkFor(index)}
                icon={<Link2 aria-hidden />}
              />
            ) : null}
          </div>
        </>
      ) : null}
    </article>
  );
});

function CardBody({ placed }: { placed: PlacedMessage }) {
  const { message, index } = placed;
  const { foldedRoles, repeatedPrompts, exactText } = useReadingOptions();
  const repeatedRow = repeatedPrompts.get(index) ?? null;
  const isFoldedByRole = foldedRoles.includes(message.role);
  const [isOpen, setOpen] = useFold(messageKey(index), !isFoldedByRole && repeatedRow === null);
  const joined = exactText ? null : joinedResults(placed);
  return (
    <div className="reader-message-grid">
      <MessageGutter
        placed={placed}
        isOpen={isOpen && joined === null}
        onToggle={joined === null ? () => setOpen(!isOpen) : null}
      />
      <div className="min-w-0">
        {joined !== null ? (
          <>
            <ShownWithCall steps={joined} />
            <MessageRest message={index} />
          </>
        ) : isOpen ? (
          <Parts placed={placed} />
        ) : (
          <FoldedMessage placed={placed} repeatedRow={repeatedRow} onOpen={() => setOpen(true)} />
        )}
      </div>
    </div>
  );
}

function Parts({ placed }: { placed: PlacedMessage }) {
  const { message, index, isLeading, steps } = placed;
  const { exactText } = useReadingOptions();
  const maxLines =
    message.role === "system" || message.role === "developer" || message.role === "tool" ? 24 : 120;
  const isExact = exactText && message.text !== "";
  const parts = isExact ? exactParts(message) : message.parts.map((part, place) => ({ part, place }));
  if (!isExact && message.emptyContent !== undefined)
    return (
      <>
        <p className="text-ink-3 italic">{emptyWords(message)}</p>
        <MessageRest message={index} />
      </>
    );
  return (
    <div className="reader-parts flex flex-col gap-2.5">
      {isExact ? (
        <PartKeyProvider value={exactTextKey(index)}>
          <TextBlock text={message.text} maxLines={maxLines} markdown={false} />
        </PartKeyProvider>
      ) : null}
      {parts.map(({ part, place }) => (
        <PartKeyProvider key={place} value={partKey(index, place)}>
          <MessagePart
            part={part}
            step={isExact ? undefined : steps.get(place)}
            maxLines={maxLines}
            isAtOnce={isLeading}
          />
        </PartKeyProvider>
      ))}
      <MessageRest message={index} />
    </div>
  );
}

/** The uses of tools that a message only gives the results of, when all of them stand with their calls; else null. */
function joinedResults({ message, steps }: PlacedMessage): PlacedStep[] | null {
  const joined = message.parts.map((part, place) =>
    part.kind === "tool-result" ? steps.get(place) : undefined,
  );
  if (joined.length === 0 || joined.some((step) => !step?.isJoined)) return null;
  return joined as PlacedStep[];
}

/** Stands for results that are read with their calls. */
function ShownWithCall({ steps }: { steps: readonly PlacedStep[] }) {
  const call = steps[0]?.call;
  if (!call) return null;
  return (
    <button
      type="button"
      className="-ml-1 min-h-6 cursor-default rounded-sm px-1 text-left text-ink-3 text-xs hover:bg-surface-3 hover:text-ink"
      onClick={(event) => {
        const record = event.currentTarget.closest(".reader-record");
        const article = record?.querySelector<HTMLElement>(`[data-message="${call.message}"]`);
        article?.scrollIntoView({ block: "nearest" });
        article?.focus({ preventScroll: true });
      }}
    >
      {steps.length === 1 ? "Tool result" : `${steps.length.toLocaleString("en")} tool results`}, shown with{" "}
      {steps.length === 1 ? "its call" : "their calls"} in message {(call.message + 1).toLocaleString("en")}
    </button>
  );
}

/** A message on one line. */
function FoldedMessage({
  placed,
  repeatedRow,
  onOpen,
}: {
  placed: PlacedMessage;
  repeatedRow: number | null;
  onOpen: () => void;
}) {
  const preview = useMemo(
    () => toVisibleLine(messageText(placed.message).slice(0, PREVIEW_CHARACTERS)),
    [placed],
  );
  const { role } = placed.message;
  return (
    <FoldButton isOpen={false} onToggle={onOpen} label={`Open ${placed.name}`}>
      <span className="min-w-0">
        {repeatedRow === null ? null : (
          <span className="mr-2 text-ink-3">
            Same {role} prompt as in row {(repeatedRow + 1).toLocaleString("en")}
          </span>
        )}
        <bdi className="reader-fold-preview">{preview || emptyWords(placed.message)}</bdi>
      </span>
    </FoldButton>
  );
}
