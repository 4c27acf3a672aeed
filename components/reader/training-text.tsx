"use client";

import { useMemo, useState } from "react";
import { Select } from "@/components/ui";
import { CHAT_TEMPLATES, type ChatTemplateId, trainingText } from "@/lib/conversation";
import { CopyButton } from "./copy-button";
import { MoreButton } from "./more-button";
import { messageText, type PlacedConversation, shownRole } from "./name-messages";
import { VisibleText } from "./visible-text";

/** Characters of one message that are shown until all is asked for. */
const SHOWN = 2000;

/** The record as a trainer would feed it to a model: one text, each label directly in front of what it is about. */
export function TrainingText({ placed }: { placed: PlacedConversation }) {
  const [template, setTemplate] = useState<ChatTemplateId>("tulu");
  const [isWhole, setWhole] = useState(false);
  const pieces = useMemo(() => {
    // Of several answers the first is the one to train on.
    const messages = [...placed.messages, ...(placed.variants[0]?.messages ?? [])];
    return trainingText(
      messages.map(({ message }) => ({
        role: shownRole(message),
        label: message.label,
        content: messageText(message),
      })),
      template,
    );
  }, [placed, template]);
  const isLong = pieces.some(({ text }) => text.length > SHOWN);
  return (
    <section aria-label="Training text" className="my-1 rounded-sm border border-line">
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface-2 py-1 pr-1 pl-2 text-ink-2 text-xs">
        <span>chat template</span>
        <Select
          size="sm"
          aria-label="Chat template"
          value={template}
          options={CHAT_TEMPLATES.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={setTemplate}
        />
        <span className="ml-auto">
          <CopyButton label="Copy training text" text={() => pieces.map(({ text }) => text).join("")} />
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
      <pre className="reader-training" tabIndex={0}>
        {pieces.map(({ kind, text }, position) => {
          const shown = isWhole || text.length <= SHOWN ? text : text.slice(0, SHOWN);
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
              key={position}
              className={
                kind === "template" ? "text-ink-3" : kind === "label" ? "reader-training-label" : undefined
              }
            >
              <VisibleText text={shown} />
              {shown.length < text.length ? (
                <span className="text-ink-3">
                  {" "}
                  … {(text.length - shown.length).toLocaleString("en")} more characters
                </span>
              ) : null}
            </span>
          );
        })}
      </pre>
      {isLong ? (
        <div className="px-2">
          <MoreButton onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show less" : "Show the whole text"}
          </MoreButton>
        </div>
      ) : null}
    </section>
  );
}
