"use client";

import { Filter } from "lucide-react";
import { useState } from "react";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { Button, classNames, formatCount, formatPercent, formatUnits, visibleLine } from "@/components/ui";
import { countRows, fetchRows } from "@/lib/query";
import { duplicateGroups, rowsOfGroup } from "@/lib/query/compare";
import { columnLabel, OWN_COLUMNS } from "@/lib/schema";
import { withFilter } from "@/lib/view";
import { AnswerNote, CompareSection } from "./compare-section";
import type { CompareContext, ComparedSide } from "./model";

const PAGE_GROUPS = 20;
/** Rows of an opened group; the filter shows all. */
const MAX_ROWS = 50;

interface Kind {
  column: string;
  label: string;
}

function kindsOf(a: ComparedSide): Kind[] {
  return [
    { column: OWN_COLUMNS.hash, label: "Same conversation" },
    { column: OWN_COLUMNS.promptHash, label: "Same prompt" },
    ...(a.roles.id ?? []).map((column) => ({ column, label: `Same ${columnLabel(column)}` })),
  ];
}

/** Rows in view that are there twice: same conversation, same prompt, same id; as groups to open and to filter by. */
export function DuplicatesView({ context, a }: { context: CompareContext; a: ComparedSide }) {
  const kinds = kindsOf(a);
  const [chosen, setChosen] = useState<string | null>(null);
  const question = JSON.stringify([a.key, kinds]);
  const answer = useLiveQuery(a.dataset, question, context.revision, async (engine, signal) => {
    const { scope } = a.side;
    const counts = await countRows(engine, scope, signal);
    const found = new Map<string, { groupCount: number; rowCount: number }>();
    for (const kind of kinds) {
      found.set(kind.column, await duplicateGroups(engine, scope, kind.column, { start: 0, end: 0 }, signal));
    }
    return { inView: counts.inView, found };
  });
  const { value } = answer;
  const isBehind = answer.key !== question || answer.isPending;
  // Until one is chosen, the first that has something to show.
  const filled = kinds.find((kind) => (value?.found.get(kind.column)?.groupCount ?? 0) > 0);
  const column = chosen ?? filled?.column ?? OWN_COLUMNS.hash;
  return (
    <CompareSection
      title="Duplicates"
      note="Among the rows in view of A."
      isBehind={isBehind && value !== null}
    >
      {value === null ? (
        <AnswerNote error={answer.error} words="Counting" />
      ) : (
        <>
          <div
            role="toolbar"
            aria-label="Kinds of duplicates"
            className="grid @xl:grid-cols-4 grid-cols-2 gap-2"
          >
            {kinds.map((kind) => {
              const of = value.found.get(kind.column) ?? { groupCount: 0, rowCount: 0 };
              return (
                <button
                  key={kind.column}
                  type="button"
                  aria-pressed={kind.column === column}
                  onClick={() => setChosen(kind.column)}
                  className={classNames(
                    "flex min-w-0 cursor-default flex-col items-start rounded-sm border px-2.5 py-1.5 text-left hover:bg-surface-2",
                    kind.column === column ? "border-accent bg-accent-soft" : "border-line",
                  )}
                >
                  <span className="text-ink-2 text-xs">{kind.label}</span>
                  <span className="font-semibold text-base">{formatUnits(of.groupCount, "group")}</span>
                  <span className="text-ink-3 text-xs">
                    {formatUnits(of.rowCount, "row")} · {formatPercent(of.rowCount, value.inView) || "0%"}
                  </span>
                </button>
              );
            })}
          </div>
          <GroupList
            {...{ context, a, column, question, isBehind }}
            groupCount={value.found.get(column)?.groupCount ?? 0}
          />
        </>
      )}
    </CompareSection>
  );
}

function GroupList({
  context,
  a,
  column: asked,
  groupCount,
  question,
  isBehind,
}: {
  context: CompareContext;
  a: ComparedSide;
  column: string;
  groupCount: number;
  /** What was counted. */
  question: string;
  /** The groups are being counted anew. */
  isBehind: boolean;
}) {
  const listed = JSON.stringify([question, asked]);
  const [turned, setTurned] = useState({ listed, page: 0 });
  const page = turned.listed === listed ? turned.page : 0;
  const turn = (pages: number) => setTurned({ listed, page: page + pages });
  const [open, setOpen] = useState<string | null>(null);
  const key = groupCount === 0 || isBehind ? null : JSON.stringify([listed, page]);
  const answer = useLiveQuery(a.dataset, key, context.revision, async (engine, signal) => {
    const start = page * PAGE_GROUPS;
    const end = Math.min(start + PAGE_GROUPS, groupCount);
    const { groups } = await duplicateGroups(engine, a.side.scope, asked, { start, end }, signal);
    return { column: asked, groups, start, end, groupCount };
  });
  if (groupCount === 0) return <p className="mt-3 text-ink-3">No two rows in view have the same.</p>;
  if (answer.value === null) return <AnswerNote error={answer.error} words="Looking up groups" />;
  const { column, groups, start, end } = answer.value;
  const isTurning = answer.key !== key || answer.isPending;
  const isId = !column.startsWith("_");
  const { view, onChange } = context;
  return (
    <>
      <ul aria-label="Groups of duplicates" aria-busy={isTurning} className="mt-3 border-line border-t">
        {groups.map((group) => (
          <li key={group.value} className="border-line border-b">
            <div className="flex items-center gap-2">
              <button
                type="button"
                aria-expanded={open === group.value}
                onClick={() => setOpen(open === group.value ? null : group.value)}
                className="flex min-w-0 flex-1 cursor-default items-baseline gap-3 px-1 py-1 text-left hover:bg-surface-2"
              >
                <span className="w-16 shrink-0">{formatUnits(group.rows, "row")}</span>
                {isId ? (
                  <bdi className="max-w-48 shrink-0 truncate font-medium">{visibleLine(group.value)}</bdi>
                ) : null}
                <bdi className="min-w-0 flex-1 truncate text-ink-2">{visibleLine(group.prompt ?? "")}</bdi>
              </button>
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Show these ${formatCount(group.rows)} rows in the table`}
                onClick={() => {
                  const filter = { kind: "equals", column, text: group.value, exclude: false } as const;
                  onChange({ ...withFilter(view, filter), tab: "table" });
                }}
              >
                <Filter aria-hidden />
                Filter
              </Button>
            </div>
            {open === group.value ? (
              <GroupRows {...{ context, a, column }} value={group.value} total={group.rows} />
            ) : null}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex items-center gap-2 text-ink-2 text-xs">
        <span>
          {formatCount(start + 1)} to {formatCount(end)} of {formatUnits(answer.value.groupCount, "group")}
        </span>
        <Button size="sm" disabled={start === 0 || isTurning} onClick={() => turn(-1)}>
          Previous
        </Button>
        <Button size="sm" disabled={end >= answer.value.groupCount || isTurning} onClick={() => turn(1)}>
          Next
        </Button>
      </div>
    </>
  );
}

function GroupRows({
  context,
  a,
  column,
  value,
  total,
}: {
  context: CompareContext;
  a: ComparedSide;
  column: string;
  value: string;
  total: number;
}) {
  const { scope } = a.side;
  const idColumn = a.roles.id?.[0] ?? null;
  const shown = [...(idColumn === null ? [] : [idColumn]), OWN_COLUMNS.prompt, OWN_COLUMNS.reply];
  const key = JSON.stringify([a.key, column, value]);
  const answer = useLiveQuery(a.dataset, key, context.revision, async (engine, signal) => {
    const rows = await rowsOfGroup(engine, scope, column, value, MAX_ROWS, signal);
    const found = await fetchRows(engine, scope, shown, rows, signal);
    return rows.map((row, at) => ({
      row,
      id: idColumn === null ? "" : String(found.get(at, idColumn) ?? ""),
      prompt: String(found.get(at, OWN_COLUMNS.prompt) ?? ""),
      reply: String(found.get(at, OWN_COLUMNS.reply) ?? ""),
    }));
  });
  if (answer.value === null) return <AnswerNote error={answer.error} words="Looking up rows" />;
  return (
    <ul aria-label="Rows of the group" className="mb-2 ml-4 border-line border-l">
      {answer.value.map(({ row, id, prompt, reply }, at) => {
        const first = answer.value?.[0];
        return (
          <li key={row} className="flex items-center gap-2">
            <button
              type="button"
              onClick={() => context.onOpenRow(row)}
              className="flex min-w-0 flex-1 cursor-default items-baseline gap-3 py-0.5 pl-3 text-left hover:bg-surface-2"
            >
              <span className="w-20 shrink-0 text-ink-3 text-xs">row {formatCount(row + 1)}</span>
              {id === "" ? null : <bdi className="max-w-48 shrink-0 truncate">{visibleLine(id)}</bdi>}
              <bdi className="min-w-0 flex-1 truncate text-ink-2">{visibleLine(reply || prompt)}</bdi>
            </button>
            {at === 0 || first === undefined ? null : (
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Compare row ${formatCount(row + 1)} with row ${formatCount(first.row + 1)}`}
                onClick={() =>
                  context.onOpenRecords([
                    { side: "a", row: first.row },
                    { side: "a", row },
                  ])
                }
              >
                Compare with the first
              </Button>
            )}
          </li>
        );
      })}
      {total > answer.value.length ? (
        <li className="py-1 pl-3 text-ink-3 text-xs">
          {formatCount(total - answer.value.length)} more; the filter shows all.
        </li>
      ) : null}
    </ul>
  );
}
