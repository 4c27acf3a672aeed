"use client";

import { useMemo, useState } from "react";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { formatUnits, Select } from "@/components/ui";
import { compareRecords, fetchPairs, type RecordComparison } from "@/lib/query/compare";
import { columnLabel } from "@/lib/schema";
import { type ListedPairs, type PairKind, shownRecords } from "@/lib/view";
import { AnswerNote, CompareSection } from "./compare-section";
import type { CompareContext, ComparedSide } from "./model";
import { type ListedPage, PairList } from "./pair-list";
import { PairPane } from "./pair-pane";
import { FieldButtons, fieldOf, fieldsOfKind, KindButtons, mostTelling } from "./record-kinds";
import { useKept } from "./use-kept";
import { usePairSteps } from "./use-pair-steps";
import { useSettled } from "./use-settled";

const PAGE_ROWS = 50;
/** Chosen in place of a column to pair records by. */
const BY_CONVERSATION = "";

let lastTurn = 0;

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
  behindNote,
}: {
  context: CompareContext;
  a: ComparedSide;
  b: ComparedSide;
  /** Why what is shown is still of another view; null while it is not. */
  behindNote: string | null;
}) {
  const keys = keysOf(a, b);
  const { view, onChange } = context;
  const chosenKey = view.compare?.pairBy ?? null;
  const isKnown = chosenKey === BY_CONVERSATION || keys.includes(chosenKey ?? "");
  const keyName = (isKnown ? chosenKey : null) ?? keys[0] ?? BY_CONVERSATION;
  const key = keyName === BY_CONVERSATION ? null : keyName;
  const compared = JSON.stringify([a.key, b.key, b.side.place, key]);
  // What was compared before is compared anew: the tables are those of whatever was asked last.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another turn
  const turn = useMemo(() => ++lastTurn, [compared]);
  const question = JSON.stringify([compared, turn]);
  const answer = useLiveQuery(a.dataset, question, context.revision, (_, signal) =>
    compareRecords(a.side, b.side, key, signal),
  );
  const isCounted = answer.key === question && !answer.isPending;
  const settled = useSettled(a, b, isCounted ? answer.value : null);
  const now = settled.comparison;
  const kindOf = (of: RecordComparison) => view.compare?.listed?.kind ?? mostTelling(of);
  const field = view.compare?.listed?.field ?? null;
  const list = usePairList(context, { a, b, comparison: now, kind: now && kindOf(now), field, question });
  // Numbers and the list below them are of one moment; until both are counted anew those before stay.
  const value = useKept(list.page?.question === question || list.error !== null ? now : null);
  const error = isCounted ? answer.error : null;
  const kind = now && kindOf(now);
  const steps = usePairSteps(
    context,
    shownRecords(view),
    now === null || kind === null
      ? null
      : {
          ...{ a, b, kind, key: now.key, total: pairsOf(now, kind, field) },
          ...(field === null ? {} : { field: fieldOf(field) }),
          name: JSON.stringify([question, kind, field, now.openPairs]),
        },
    list.showPlace,
  );
  const show = (listed: ListedPairs) => {
    if (view.compare !== null) onChange({ ...view, compare: { ...view.compare, listed } });
  };

  return (
    <CompareSection
      title="Records"
      note={behindNote ?? (value === null ? "" : pairingWords(value))}
      isBehind={value !== null && value !== now}
      tools={
        <Select
          aria-label="Pair records by"
          value={keyName}
          options={[
            ...keys.map((name) => ({ value: name, label: `Paired by ${columnLabel(name)}` })),
            { value: BY_CONVERSATION, label: "Paired by equal conversation" },
          ]}
          onValueChange={(pairBy) => {
            if (view.compare === null) return;
            // Pairs of another kind differ in other fields.
            const listed = view.compare.listed && { ...view.compare.listed, field: null };
            onChange({ ...view, compare: { ...view.compare, pairBy, listed } });
          }}
        />
      }
    >
      <PairPane {...{ context, a, b, steps }} />
      {value === null || error !== null ? (
        <AnswerNote error={error} words="Pairing records" />
      ) : (
        <>
          <OpenNote value={value} error={settled.error} />
          <KindButtons value={value} shown={kindOf(value)} onShow={(kind) => show({ kind, field: null })} />
          <FieldButtons
            value={value}
            kind={kindOf(value)}
            field={field}
            onShow={(next) => show({ kind: kindOf(value), field: next })}
          />
          {list.error === null ? null : <AnswerNote error={list.error} words="" />}
          {list.page === null ? null : (
            <PairList context={context} page={list.page} isBehind={list.isBehind} onTurn={list.turn} />
          )}
        </>
      )}
    </CompareSection>
  );
}

interface ListQuestion {
  a: ComparedSide;
  b: ComparedSide;
  /** null while its table is written anew. */
  comparison: RecordComparison | null;
  kind: PairKind | null;
  field: string | null;
  /** Names the comparison. */
  question: string;
}

/** The page of pairs that is asked for; the one before until it is there. */
function usePairList(
  context: CompareContext,
  { a, b, comparison, kind, field, question }: ListQuestion,
): {
  page: (ListedPage & { question: string }) | null;
  error: string | null;
  isBehind: boolean;
  turn: (pages: number) => void;
  /** Shows the page of a pair by its place in the list. */
  showPlace: (place: number) => void;
} {
  const listed = JSON.stringify([question, kind, field]);
  const [turned, setTurned] = useState({ listed, page: 0 });
  const page = turned.listed === listed ? turned.page : 0;
  const key = comparison === null ? null : JSON.stringify([listed, page, comparison.openPairs]);
  const answer = useLiveQuery(a.dataset, key, context.revision, async (_, signal) => {
    if (comparison === null || kind === null) return null;
    const total = pairsOf(comparison, kind, field);
    const start = Math.min(page * PAGE_ROWS, total);
    const end = Math.min(start + PAGE_ROWS, total);
    const ofField = field === null ? {} : { field: fieldOf(field) };
    const request = { kind, key: comparison.key, start, end, ...ofField };
    const pairs = total === 0 ? [] : await fetchPairs(a.side, b.side, request, signal);
    return { question, kind, pairs, start, end, total };
  });
  const isAnswered = answer.key === key && !answer.isPending;
  return {
    page: useKept(answer.value),
    error: isAnswered ? answer.error : null,
    isBehind: !isAnswered,
    turn: (pages) => setTurned({ listed, page: Math.max(0, page + pages) }),
    showPlace: (place) => setTurned({ listed, page: Math.floor(place / PAGE_ROWS) }),
  };
}

/** How many pairs of a kind there are, or of those that are not the same in a field. */
function pairsOf(comparison: RecordComparison, kind: PairKind, field: string | null): number {
  if (field === null) return comparison.counts[kind];
  const ofField = fieldsOfKind(comparison, kind).find((difference) => difference.field === fieldOf(field));
  return ofField?.pairs ?? 0;
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
