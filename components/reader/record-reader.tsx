"use client";

import "@/components/shell/print.css";
import "./print.css";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Button, useToast } from "@/components/ui";
import { measureConversation, messageRests, messageTexts, readConversation } from "@/lib/conversation";
import type { Dataset, RawRecord } from "@/lib/ingest/dataset";
import type { Column, ColumnRole, RoleAssignment } from "@/lib/schema/model";
import type { RandomWalk, ViewState } from "@/lib/view";
import { countHits } from "./count-hits";
import { FindBar } from "./find-bar";
import { FoldState, type RecordForms } from "./fold-state";
import { nextToolCall, placeMessages } from "./name-messages";
import { otherFields } from "./other-fields";
import { fieldOfRole, readOptionsFor } from "./read-options";
import { useReaderPreferences } from "./reader-preferences";
import { toggleAll } from "./reading-menu";
import { NO_RESTS } from "./reading-options";
import { RecordHeader } from "./record-header";
import { RecordMenu } from "./record-menu";
import { RecordSkeleton } from "./record-skeleton";
import { type RecordReading, RecordSummary } from "./record-summary";
import { RecordView } from "./record-view";
import { savePictureOf } from "./save-picture";
import { scrollToMessage } from "./scroll-to-message";
import { findRepeatedPrompts, noteSystemPrompts } from "./system-prompts";
import { Timeline } from "./timeline";
import { useCompleteView } from "./use-complete-view";
import { useFindBar } from "./use-find-bar";
import { useReaderKeys } from "./use-reader-keys";
import { useRecord } from "./use-record";
import { useRecordScroll } from "./use-record-scroll";
import { toVisibleLine } from "./visible-characters";

/** Where a record stands in the view, or that filters leave it out. */
export type RecordPosition = { index: number; of: number } | "not in view";

export interface RecordReaderProps {
  dataset: Dataset;
  /** `_row` of the record. */
  row: number;
  columns: readonly Column[];
  roles: RoleAssignment;
  /** The view the record is open in: its values narrow it, its search is marked. */
  view: ViewState;
  onViewChange(view: ViewState): void;
  /** Index of the open message, counted through prompt and variants; null for none. */
  message: number | null;
  onMessageChange(message: number | null): void;
  /** Field to read conversations from when the person chose one. */
  conversationField: string | null;
  onConversationFieldChange(field: string | null): void;
  onClose(): void;
  /** The record stands alone on its page. */
  isPage: boolean;
  onPageChange(isPage: boolean): void;
  /** Opens the files of the dataset again, after one of them changed or went away. */
  onReopen(): void;
  /** Absent when there is no such record. */
  onPrevious?(): void;
  onNext?(): void;
  /** Address of this record, or of one of its messages. */
  linkFor(message: number | null): string;
  /** Shown under the header, whatever becomes of the record: what the person marked on it. */
  marks?: ReactNode;
  /** Place in the view; `index` counts from 0; null while unknown. */
  position?: RecordPosition | null;
  /** The random walk that is under way; null for none. */
  walk: RandomWalk | null;
  /** Asks for another record by number or id. */
  onGoTo(): void;
}

/** The panel that shows one record of an open dataset. Region `Record`. */
export function RecordReader(props: RecordReaderProps) {
  const { dataset, row, columns, roles, message, conversationField, onMessageChange } = props;
  const [attempt, setAttempt] = useState(0);
  const [isRaw, setRaw] = useState(false);
  const { search } = props.view;
  const find = useFindBar(search);
  const [preferences, setPreferences] = useReaderPreferences();
  const state = useRecord(dataset, row, attempt);
  const record = state.status === "ready" ? state.record : state.status === "loading" ? state.previous : null;

  const read = useMemo((): RecordReading | null => {
    if (!record) return null;
    const options = readOptionsFor(conversationField, roles, columns);
    return {
      options,
      conversation: readConversation(record.value, options),
      facts: measureConversation(record.value, options),
      rests: messageRests(record.value, options),
    };
  }, [record, conversationField, roles, columns]);
  const conversation = read?.conversation ?? null;
  const placed = conversation ? placeMessages(conversation) : null;
  const total = placed?.total ?? 0;
  const fields = useMemo(
    () => (record && conversation ? otherFields(record.value, conversation.usedFields) : []),
    [record, conversation],
  );
  const [forms] = useState<RecordForms>(() => new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: each record has folds of its own
  const folds = useMemo(() => new FoldState(forms), [record?.row]);
  const model = record ? textOfRole("teacher", record, roles, columns) : null;
  const repeatedPrompts = useMemo(
    () => (record && placed ? findRepeatedPrompts(dataset, record.row, placed.messages) : undefined),
    [dataset, record, placed],
  );
  useEffect(() => {
    if (record && placed) noteSystemPrompts(dataset, record.row, placed.messages);
  }, [dataset, record, placed]);
  const hits = useMemo(() => {
    if (!record || !read || search === "") return null;
    return countHits(messageTexts(record.value, read.options) ?? [], search);
  }, [record, read, search]);

  const body = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const isCurrent = record?.row === row;
  useEffect(() => {
    if (message === null || !isCurrent || isRaw) return;
    const article = body.current?.querySelector<HTMLElement>(`[data-message="${message}"]`);
    if (!body.current || !article) return;
    // A link must not steal the focus; a key moves it.
    if (wantsFocus.current) article.focus({ preventScroll: true });
    wantsFocus.current = false;
    return scrollToMessage(body.current, article);
  }, [message, isCurrent, isRaw]);
  useRecordScroll(body, record?.row ?? null, message !== null, props.isPage);

  const goTo = (next: number | null): void => {
    if (next === null || total === 0 || isRaw) return;
    wantsFocus.current = true;
    if (next === message) body.current?.querySelector<HTMLElement>(`[data-message="${next}"]`)?.focus();
    else onMessageChange(next);
  };
  const step = (by: 1 | -1): void =>
    goTo(message === null ? (by === 1 ? 0 : total - 1) : Math.min(Math.max(message + by, 0), total - 1));
  const stepToolCall = (by: 1 | -1): void => goTo(placed ? nextToolCall(placed, message, by) : null);
  const steps = {
    next: () => step(1),
    previous: () => step(-1),
    first: () => goTo(0),
    last: () => goTo(total - 1),
    nextToolCall: () => stepToolCall(1),
    previousToolCall: () => stepToolCall(-1),
  };
  // A key pressed before the record is there waits for it: until then the messages are those of the one before.
  const waitingStep = useRef<keyof typeof steps | null>(null);
  const take = (name: keyof typeof steps) => (): void => {
    if (isCurrent) steps[name]();
    else waitingStep.current = name;
  };
  useEffect(() => {
    const name = waitingStep.current;
    if (!isCurrent || name === null) return;
    waitingStep.current = null;
    steps[name]();
  });
  const openMessage = (next: number): void => {
    const article = body.current?.querySelector<HTMLElement>(`[data-message="${next}"]`);
    if (next === message && body.current && article) scrollToMessage(body.current, article);
    else onMessageChange(next);
  };
  useReaderKeys({
    onNextMessage: take("next"),
    onPreviousMessage: take("previous"),
    onFind: find.ask,
    onToggleAll: () => toggleAll(folds),
    onFirstMessage: take("first"),
    onLastMessage: take("last"),
    onNextToolCall: take("nextToolCall"),
    onPreviousToolCall: take("previousToolCall"),
    onToggleRaw: () => setRaw((before) => !before),
    onClose: props.onClose,
  });

  const toast = useToast();
  const { isComplete, print, whileComplete } = useCompleteView(folds);
  const savePicture = async (): Promise<void> => {
    const element = body.current?.querySelector<HTMLElement>(".reader-record");
    if (!element) return;
    const name = `${title.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 80)}.png`;
    try {
      const { isCut } = await whileComplete(() => savePictureOf(element, hint, name));
      toast({
        title: `Saved ${name}`,
        ...(isCut
          ? { description: "The record is higher than a picture can be; the rest was left out." }
          : {}),
      });
    } catch (cause) {
      toast({
        title: "The picture could not be made",
        description: cause instanceof Error ? cause.message : String(cause),
        tone: "problem",
      });
    }
  };

  const { title, hint } = titleOf(record, row, roles, columns);
  return (
    <section
      aria-label="Record"
      aria-busy={state.status === "loading"}
      data-print-root=""
      className={`flex h-full min-w-0 flex-col ${props.isPage ? "reader-page" : ""}`}
    >
      <RecordHeader
        title={title}
        titleHint={hint}
        position={props.position}
        preferences={preferences}
        onPreferencesChange={setPreferences}
        folds={folds}
        walk={props.walk}
        onGoTo={props.onGoTo}
        onFind={find.ask}
        isRaw={isRaw}
        onRawChange={setRaw}
        link={() => props.linkFor(null)}
        onPrevious={props.onPrevious}
        onNext={props.onNext}
        onClose={props.onClose}
        isPage={props.isPage}
        onPageChange={props.onPageChange}
        menu={
          record && conversation ? (
            <RecordMenu
              record={record}
              conversation={conversation}
              onPrint={() => void print()}
              onSavePicture={() => void savePicture()}
            />
          ) : null
        }
      />
      {props.marks}
      {record && placed && total > 0 && !isRaw ? (
        <Timeline
          record={record.value}
          placed={placed}
          hits={hits}
          message={isCurrent ? message : null}
          onMessageChange={openMessage}
        />
      ) : null}
      {find.isShown ? (
        <FindBar
          placed={placed}
          fields={fields}
          rests={read?.rests ?? NO_RESTS}
          raw={isRaw || total === 0 ? record : null}
          folds={folds}
          body={body}
          query={find.query}
          onQueryChange={find.change}
          // A link to a message leads there, and not to what was searched for.
          start={find.isOfSearch && record && message === null ? `${record.row} ${search}` : null}
          request={find.request}
          onClose={() => {
            find.close();
            body.current?.focus({ preventScroll: true });
          }}
        />
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
      <div ref={body} tabIndex={0} className="reader-body">
        {record && read ? (
          <RecordView
            key={record.row}
            record={record}
            conversation={read.conversation}
            problems={read.facts.problems}
            preferences={preferences}
            folds={folds}
            model={model}
            repeatedPrompts={repeatedPrompts}
            rests={read.rests}
            isComplete={isComplete}
            isRaw={isRaw}
            summary={
              <RecordSummary
                record={record.value}
                read={read}
                columns={columns}
                roles={roles}
                view={props.view}
                onViewChange={props.onViewChange}
                onMessageChange={openMessage}
              />
            }
            message={isCurrent ? message : null}
            conversationField={conversationField}
            onConversationFieldChange={props.onConversationFieldChange}
            linkFor={props.linkFor}
          />
        ) : state.status === "failed" ? (
          <div role="alert" className="flex flex-col items-start gap-2 px-3 py-4">
            <p className="font-medium [overflow-wrap:anywhere]">{toVisibleLine(state.title)}</p>
            <p className="text-ink-2">{state.advice}</p>
            <div className="flex gap-2">
              {state.isStale ? (
                <Button variant="primary" onClick={props.onReopen}>
                  Open the file again
                </Button>
              ) : null}
              <Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>
            </div>
          </div>
        ) : (
          <RecordSkeleton />
        )}
      </div>
    </section>
  );
}

/** The record's id when it has one, else its place. */
function titleOf(
  record: RawRecord | null,
  row: number,
  roles: RoleAssignment,
  columns: readonly Column[],
): { title: string; hint: string } {
  const place = record
    ? `${toVisibleLine(record.fileName)}${record.line === null ? `, row ${(row + 1).toLocaleString("en")}` : `, line ${record.line.toLocaleString("en")}`}`
    : "";
  const id = record?.row === row ? textOfRole("id", record, roles, columns) : null;
  const title = id ? toVisibleLine(id.slice(0, 200)) : `Row ${(row + 1).toLocaleString("en")}`;
  return { title, hint: place === "" ? title : `${title} · ${place}` };
}

/** Text of the field that plays a role; null when none does or it holds no text. */
function textOfRole(
  role: ColumnRole,
  record: RawRecord,
  roles: RoleAssignment,
  columns: readonly Column[],
): string | null {
  const field = fieldOfRole(role, roles, columns);
  return field === null ? null : (record.value.get(field)?.text() ?? null);
}
