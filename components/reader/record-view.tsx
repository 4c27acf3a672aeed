"use client";

import "./reader.css";
import { type ReactNode, useMemo, useState } from "react";
import type { MessageField } from "@/lib/conversation";
import type { Conversation } from "@/lib/conversation/model";
import type { RawRecord } from "@/lib/ingest/dataset";
import { EXACT_TEXT, FoldState, FoldStateProvider, useExactText } from "./fold-state";
import { MessageList } from "./message-list";
import { placeMessages } from "./name-messages";
import { RawRecordView } from "./raw-record-view";
import { DEFAULT_PREFERENCES, type ReaderPreferences } from "./reader-preferences";
import { ReadingLine } from "./reading-line";
import { NO_RESTS, ReadingOptionsProvider } from "./reading-options";
import { RecordFlags } from "./record-flags";
import { RemainingFields } from "./remaining-fields";
import { VariantColumns } from "./variant-columns";

const NO_REPEATS: ReadonlyMap<number, number> = new Map();

export interface RecordViewProps {
  record: RawRecord;
  /** What `readConversation` made of the record. */
  conversation: Conversation;
  /** Names of problems found in the record, besides its marks. */
  problems?: readonly string[];
  /** How the person likes to read. */
  preferences?: ReaderPreferences;
  /** What is open and what is folded; without it the view keeps its own. */
  folds?: FoldState;
  /** Draws everything at once, also what is far from the screen: for print and for pictures. */
  isComplete?: boolean;
  /** Model that wrote the replies, where a field of the record says so; not used where there are several answers. */
  model?: string | null;
  /** System prompts that another record had too: index of the message, and the row that had it. */
  repeatedPrompts?: ReadonlyMap<number, number>;
  /** What each message holds besides what is made of it, by its index. */
  rests?: readonly (readonly MessageField[])[];
  /** The raw record instead of the conversation. */
  isRaw?: boolean;
  /** What stands above the messages; not beside the raw record. */
  summary?: ReactNode;
  /** Index of the message to mark, counted through prompt and variants; null for none. */
  message?: number | null;
  conversationField?: string | null;
  onConversationFieldChange?: (field: string | null) => void;
  /** Address of a message, for its copy button; without it there is none. */
  linkFor?: (message: number) => string;
}

/** One record as a person reads it: how it was read, its messages, its other fields; or the record itself. */
export function RecordView({
  record,
  conversation,
  problems = [],
  preferences = DEFAULT_PREFERENCES,
  folds,
  isComplete = false,
  model = null,
  repeatedPrompts = NO_REPEATS,
  rests = NO_RESTS,
  isRaw = false,
  summary,
  message = null,
  conversationField = null,
  onConversationFieldChange,
  linkFor,
}: RecordViewProps) {
  const [ownFolds] = useState(() => new FoldState());
  const state = folds ?? ownFolds;
  const exactText = useExactText(state);
  const placed = placeMessages(conversation);
  const { protocol } = conversation.reading;
  // Of several answers, each has a model of its own: what a field says of one must not be said of the others.
  const writer = conversation.variants.length === 0 ? model : null;
  const { markdown, invisibles, foldedRoles } = preferences;
  const options = useMemo(
    () => ({
      markdown,
      invisibles,
      exactText,
      thoughtsOpen: protocol === "thought-tool" || protocol === "react",
      foldedRoles: foldedRoles.flatMap((role) =>
        role === "system" ? (["system", "developer"] as const) : [role],
      ),
      isComplete,
      model: writer,
      repeatedPrompts,
      rests,
    }),
    [markdown, invisibles, exactText, protocol, foldedRoles, isComplete, writer, repeatedPrompts, rests],
  );
  const isRecognised = placed.total > 0;

  return (
    <ReadingOptionsProvider value={options}>
      <FoldStateProvider value={state}>
        <div className="reader-record">
          {isRaw ? null : summary}
          <ReadingLine
            reading={conversation.reading}
            conversationField={conversationField}
            onConversationFieldChange={onConversationFieldChange}
            exactText={exactText}
            // The raw record has an exact text of its own.
            onExactTextChange={isRaw ? undefined : (isExact) => state.setExact(EXACT_TEXT, isExact)}
          />
          <RecordFlags marks={record.marks} problems={problems} />
          {message !== null && isRecognised && message >= placed.total ? (
            <p className="border-line border-b px-3 py-1.5 text-problem text-xs">
              Message {message + 1} does not exist: this record has {placed.total.toLocaleString("en")}.
            </p>
          ) : null}
          {isRaw || !isRecognised ? (
            <>
              {isRaw ? null : (
                <p className="border-line border-b px-3 py-2.5 text-ink-2">
                  No messages were found in this record. It is shown as it stands in the file.
                </p>
              )}
              <RawRecordView key={record.row} record={record} />
            </>
          ) : (
            <>
              <MessageList messages={placed.messages} markedMessage={message} linkFor={linkFor} />
              {placed.variants.length === 0 ? null : (
                <VariantColumns variants={placed.variants} markedMessage={message} linkFor={linkFor} />
              )}
              <RemainingFields value={record.value} usedFields={conversation.usedFields} />
            </>
          )}
        </div>
      </FoldStateProvider>
    </ReadingOptionsProvider>
  );
}
