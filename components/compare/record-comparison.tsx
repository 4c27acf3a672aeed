"use client";

import { useState } from "react";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { Button, classNames, formatCount, formatUnits, Select, visibleLine } from "@/components/ui";
import {
  compareRecords,
  fetchPairs,
  type PairKind,
  type RecordComparison,
  type RecordPair,
} from "@/lib/query/compare";
import { columnLabel } from "@/lib/schema";
import { AnswerNote, CompareSection } from "./compare-section";
import type { CompareContext, ComparedSide } from "./model";
import { FieldButtons, fieldsOfKind, fieldWords, KIND_WORDS, KindButtons, mostTelling } from "./record-kinds";
import { useSettled } from "./use-settled";

const PAGE_ROWS = 50;
/** Chosen in place of a column to pair records by. */
const BY_CONVERSATION = "";

/** Columns that may tell records apart: ids of A that B has too. */
function keysOf(a: ComparedSide, b: ComparedSide): string[] {
  const known = new Set(b.side.scope.columns.map((column) => column.name));
  const ids = [...(a.roles.id ?? []), ...(b.roles.id ?? [])];
  return [...new Set(ids)].filter(
    (name) => known.has(name) && a.side.scope.columns.some((column) => column.name === name),
  );
}

/** The records of both sides, paired: how many are the same, differ, or are in one only, and which. */
export function RecordComparisonView({
  context,
  a,
  b,
}: {
  context: CompareContext;
  a: ComparedSide;
  b: ComparedSide;
}) {
  const keys = keysOf(a, b);
  const { view, onChange } = context;
  const chosenKey = view.compare?.pairBy ?? null;
  const isKnown = chosenKey === BY_CONVERSATION || keys.includes(chosenKey ?? "");
  const keyName = (isKnown ? chosenKey : null) ?? keys[0] ?? BY_CONVERSATION;
  const key = keyName === BY_CONVERSATION ? null : keyName;
  const [kind, setKind] = useState<PairKind | null>(null);
  const [field, setField] = useState<string | null | undefined>(undefined);
  const question = JSON.stringify([a.key, b.key, b.side.place, key]);
  const answer = useLiveQuery(a.dataset, question, context.revision, (_, signal) =>
    compareRecords(a.side, b.side, key, signal),
  );
  const counted = answer.key === question && !answer.isPending ? answer.value : null;
  const settled = useSettled(a, b, counted);
  const value = settled.comparison;
  const shownKind = kind ?? (value === null ? null : mostTelling(value));

  return (
    <CompareSection
      title="Records"
      note={value === null ? "" : pairingWords(value)}
      tools={
        <Select
          aria-label="Pair records by"
          value={keyName}
          options={[
            ...keys.map((name) => ({ value: name, label: `Paired by ${columnLabel(name)}` })),
            { value: BY_CONVERSATION, label: "Paired by equal conversation" },
          ]}
          onValueChange={(name) => {
            if (view.compare !== null) onChange({ ...view, compare: { ...view.compare, pairBy: name } });
            setField(undefined);
          }}
        />
      }
    >
      {value === null ? (
        <AnswerNote error={answer.isPending ? null : answer.error} words="Pairing records" />
      ) : (
        <>
          <OpenNote value={value} error={settled.error} />
          <KindButtons
            value={value}
            shown={shownKind}
            onShow={(name) => {
              setKind(name);
              setField(undefined);
            }}
          />
          <FieldButtons value={value} kind={shownKind} field={field} onShow={setField} />
          {shownKind === null ? null : (
            <PairList
              key={JSON.stringify([question, shownKind, field ?? "", field === undefined])}
              {...{ context, a, b, value, field, question }}
              kind={shownKind}
            />
          )}
        </>
      )}
    </CompareSection>
  );
}

function pairingWords({ key, readFields, openPairs }: RecordComparison): string {
  const how =
    key === null
      ? "Records with the same conversation (roles and content) are pairs."
      : `Records with the same ${columnLabel(key)} are pairs; one that repeats an id counts each time. Conversations are compared by roles and content.`;
  return readFields.length === 0 || openPairs > 0
    ? how
    : `${how} Read whole to be compared: ${readFields.map(columnLabel).join(", ")}.`;
}

/** How many pairs are not told apart yet: what the index keeps of their long fields is the same. */
function OpenNote({ value, error }: { value: RecordComparison; error: string | null }) {
  const { openPairs, readFields } = value;
  if (openPairs === 0) return null;
  const fields = readFields.map(columnLabel).join(", ");
  return (
    <p role={error === null ? "status" : "alert"} className="mb-2 text-xs">
      {error === null
        ? `So far: the records of ${formatUnits(openPairs, "pair")} are being read to compare ${fields} whole.`
        : `Not certain: ${formatUnits(openPairs, "pair")} could not be compared whole in ${fields}. ${error}`}
    </p>
  );
}

/** The pairs of one kind, page by page. */
function PairList({
  context,
  a,
  b,
  value,
  kind,
  field,
  question,
}: {
  context: CompareContext;
  a: ComparedSide;
  b: ComparedSide;
  value: RecordComparison;
  kind: PairKind;
  field: string | null | undefined;
  question: string;
}) {
  const [page, setPage] = useState(0);
  const total =
    field === undefined
      ? value.counts[kind]
      : (fieldsOfKind(value, kind).find((difference) => difference.field === field)?.pairs ?? 0);
  const start = page * PAGE_ROWS;
  const end = Math.min(start + PAGE_ROWS, total);
  const answer = useLiveQuery(
    a.dataset,
    JSON.stringify([question, kind, field ?? "", page, value.openPairs]),
    context.revision,
    (_, signal) =>
      fetchPairs(
        a.side,
        b.side,
        { kind, key: value.key, start, end, ...(field === undefined ? {} : { field }) },
        signal,
      ),
  );
  if (total === 0) return <p className="mt-3 text-ink-3">No record of this kind.</p>;

  const open = (pair: RecordPair) => {
    const title = pair.key ?? visibleLine(pair.prompt ?? "record");
    if (pair.b === null) {
      if (pair.a !== null) context.onOpenRow(pair.a);
      return;
    }
    context.onOpenPair({
      a: pair.a === null ? null : { of: a, row: pair.a },
      b: { of: b, row: pair.b },
      title,
    });
  };

  return (
    <>
      <ul aria-label={KIND_WORDS[kind]} className="mt-3 border-line border-t">
        {(answer.value ?? []).map((pair) => (
          <li key={`${pair.a} ${pair.b}`} className="border-line border-b">
            <button
              type="button"
              onClick={() => open(pair)}
              className="flex w-full cursor-default @xl:flex-nowrap flex-wrap items-baseline gap-x-3 px-1 py-1 text-left hover:bg-surface-2"
            >
              <span
                className={classNames(
                  "shrink-0 truncate text-ink-3 text-xs",
                  pair.a === null || pair.b === null ? "w-16" : "w-32",
                )}
              >
                {placeWords(pair)}
              </span>
              {pair.key === null ? null : (
                <bdi className="w-28 shrink-0 truncate font-medium @xl:w-40">{visibleLine(pair.key)}</bdi>
              )}
              <bdi className="min-w-0 flex-1 basis-16 truncate text-ink-2">
                {visibleLine(pair.prompt ?? "")}
              </bdi>
              {pair.fields.length === 0 ? null : (
                <span className="@xl:max-w-[40%] max-w-full @xl:basis-auto basis-full truncate text-ink-3 text-xs @xl:shrink-0">
                  {pair.fields.map(fieldWords).join(", ")}
                </span>
              )}
              {pair.isRepeat ? (
                <span className="shrink-0 text-ink-3 text-xs">
                  repeats an id of {kind === "only-a" ? "B" : "A"}
                </span>
              ) : null}
            </button>
          </li>
        ))}
      </ul>
      {answer.error === null ? null : <AnswerNote error={answer.error} words="" />}
      <div className="mt-2 flex items-center gap-2 text-ink-2 text-xs">
        <span>
          {formatCount(start + 1)} to {formatCount(end)} of {formatUnits(total, "record")}
        </span>
        <Button size="sm" disabled={page === 0} onClick={() => setPage(page - 1)}>
          Previous
        </Button>
        <Button size="sm" disabled={end >= total} onClick={() => setPage(page + 1)}>
          Next
        </Button>
      </div>
    </>
  );
}

function placeWords({ a, b }: RecordPair): string {
  return [a === null ? null : `A ${formatCount(a + 1)}`, b === null ? null : `B ${formatCount(b + 1)}`]
    .filter((words) => words !== null)
    .join(" · ");
}
