"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { Button, Dialog, formatCount, formatUnits } from "@/components/ui";
import {
  clashesWithOwn,
  countChanges,
  isUnmarked,
  type MarkBook,
  type MarkSettings,
  type MarkSide,
  type MarksFile,
  type MergePlan,
  markSettings,
  OWN_AUTHOR,
  type PlacedMark,
  planMerge,
} from "@/lib/marks";
import { AuthorField } from "./settings-dialog";
import { joinWords, sayTakenBack } from "./words";

const LISTED = 5;

/** A file of marks, read and held against the dataset, waiting to be merged. */
export interface OpenedMarks {
  fileName: string;
  placed: readonly PlacedMark[];
  problems: MarksFile["problems"];
}

/** What merging a file of marks gives, before it is done: what is new, what stays, and who differs from whom. */
export function MergeDialog({
  book,
  settings,
  opened,
  onMerge,
  onClose,
}: {
  book: MarkBook;
  settings: MarkSettings;
  opened: OpenedMarks;
  /** `differ`: show the records on which people differ, in these sides; null leaves the view as it is. */
  onMerge: (plan: MergePlan, differ: readonly MarkSide[] | null) => void;
  onClose: () => void;
}) {
  const [author, setAuthor] = useState(settings.author);
  const [ownNameMeans, setOwnNameMeans] = useState<"own" | "other">("own");
  const name = author.trim();
  const hasOwn = book.getState().authors.includes(OWN_AUTHOR);
  const needsName = settings.author === "" && hasOwn;
  const { placed, problems, fileName } = opened;
  const hasClash = useMemo(() => clashesWithOwn(placed, book.marksOf, name), [placed, book, name]);
  const plan = usePlan(book, placed, name, ownNameMeans);
  const sides = [...new Set(plan.disagreements.flatMap((pair) => pair.sides.map(({ side }) => side)))];
  const changes = countChanges(plan);
  const isReady = changes > 0 && (!needsName || name !== "");

  function merge(differ: readonly MarkSide[] | null) {
    if (name !== settings.author) markSettings.change({ author: name });
    onMerge(plan, differ);
  }

  return (
    <Dialog open onOpenChange={onClose} title="Import marks">
      <div className="flex flex-col gap-4 p-4">
        <p className="[overflow-wrap:anywhere]">
          <span className="font-medium">{fileName}</span> holds {fileSentence(placed)}.
        </p>
        {needsName ? <AuthorField author={author} onChange={setAuthor} /> : null}
        {hasClash ? (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium">Marks by “{name}” in this file are</legend>
            <Choice
              checked={ownNameMeans === "own"}
              onChoose={() => setOwnNameMeans("own")}
              label="my own, made elsewhere: the later of two on a record counts"
            />
            <Choice
              checked={ownNameMeans === "other"}
              onChoose={() => setOwnNameMeans("other")}
              label={`those of another ${name}: kept apart as “${name} (2)”`}
            />
          </fieldset>
        ) : null}
        <ul aria-label="What merging gives" className="flex flex-col gap-1">
          <Count count={plan.added} text="new" />
          <Count count={plan.replaced} text="later than those here by the same person, which they replace" />
          <Count count={plan.outdated} text="earlier than those here by the same person, which stay" />
          <Count count={plan.takenBack} text="taken back here since by the same person, and that stay so" />
          <Count count={plan.removed} text="here that the same person took back since, and that go" />
          <Count count={plan.same} text="here already, the very same" />
          {plan.unplaced.length > 0 ? (
            <Count
              count={plan.unplaced.length}
              text={`of no record in this dataset: ${unplacedNames(plan)}`}
            />
          ) : null}
          {problems.length > 0 ? (
            <Count count={problems.length} text={`that cannot be read: ${problemNames(problems)}`} />
          ) : null}
        </ul>
        {plan.disagreements.length > 0 ? (
          <section aria-label="Who differs" className="border-line border-t pt-3">
            <p className="mb-1">Both sides are kept.</p>
            <ul className="flex flex-col gap-1">
              {plan.disagreements.slice(0, LISTED).map(({ between, records, sides: on }) => (
                <li key={between.join("\u0000")}>
                  {`${joinWords(between.map((one) => (one === OWN_AUTHOR ? name || "You" : one)))} differ on ${formatUnits(records, "record")}: ${on
                    .map((one) => `${one.side} on ${formatCount(one.records)}`)
                    .join(", ")}.`}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{changes === 0 ? "Close" : "Cancel"}</Button>
          {plan.disagreements.length > 0 ? (
            <Button disabled={needsName && name === ""} onClick={() => merge(sides)}>
              {changes === 0 ? "Show where they differ" : "Merge and show where they differ"}
            </Button>
          ) : null}
          {changes > 0 ? (
            <Button variant="primary" disabled={!isReady} onClick={() => merge(null)}>
              Merge {formatUnits(changes, "mark")}
            </Button>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}

const NO_PLAN: MergePlan = {
  puts: [],
  added: 0,
  replaced: 0,
  outdated: 0,
  takenBack: 0,
  removed: 0,
  same: 0,
  unplaced: [],
  disagreements: [],
};

/** What a merge gives; nothing while it is worked out, which a long file or another name takes a moment. */
function usePlan(
  book: MarkBook,
  placed: readonly PlacedMark[],
  name: string,
  ownNameMeans: "own" | "other",
): MergePlan {
  const [made, setMade] = useState({ name, ownNameMeans, plan: NO_PLAN });
  useEffect(() => {
    let isCurrent = true;
    void planMerge(placed, book, name, ownNameMeans).then((plan) => {
      if (isCurrent) setMade({ name, ownNameMeans, plan });
    });
    return () => {
      isCurrent = false;
    };
  }, [book, placed, name, ownNameMeans]);
  return made.name === name && made.ownNameMeans === ownNameMeans ? made.plan : NO_PLAN;
}

function Count({ count, text }: { count: number; text: string }): ReactNode {
  if (count === 0) return null;
  return (
    <li className="flex gap-2 [overflow-wrap:anywhere]">
      <span className="min-w-8 shrink-0 text-right">{formatCount(count)}</span>
      <span>{text}</span>
    </li>
  );
}

function Choice({ checked, onChoose, label }: { checked: boolean; onChoose: () => void; label: string }) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="radio"
        name="own-name-means"
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 size-3.5 shrink-0 accent-accent"
      />
      <span>{label}</span>
    </label>
  );
}

/** "12 marks: 8 by Ada, 4 by Bo; and 1 mark that was taken back". */
function fileSentence(placed: readonly PlacedMark[]): string {
  const marks = placed.filter(({ mark }) => !isUnmarked(mark));
  const takenBack = placed.length - marks.length;
  return `${authorsSentence(marks)}${takenBack > 0 ? `; and ${sayTakenBack(takenBack)}` : ""}`;
}

/** "12 marks: 8 by Ada, 4 by Bo". */
function authorsSentence(placed: readonly PlacedMark[]): string {
  const counts = new Map<string, number>();
  for (const { mark } of placed) counts.set(mark.author, (counts.get(mark.author) ?? 0) + 1);
  if (counts.size === 0) return "no mark";
  const most = [...counts].sort((a, b) => b[1] - a[1]);
  const shown = most.slice(0, LISTED).map(([author, count]) => `${formatCount(count)} by ${author}`);
  if (most.length > LISTED) shown.push(`others by ${formatCount(most.length - LISTED)} more`);
  const all = formatUnits(placed.length, "mark");
  return most.length === 1 ? `${all} by ${most[0]?.[0] ?? ""}` : `${all}: ${joinWords(shown)}`;
}

function problemNames(problems: MarksFile["problems"]): string {
  const named = problems.slice(0, LISTED).map(({ line, reason }) => `line ${formatCount(line)}, ${reason}`);
  return `${named.join("; ")}${problems.length > LISTED ? "; …" : ""}`;
}

function unplacedNames({ unplaced }: MergePlan): string {
  const names = unplaced
    .slice(0, LISTED)
    .map(({ id, row }) => (id === null ? `row ${formatCount((row ?? 0) + 1)} of another file` : id));
  return `${names.join(", ")}${unplaced.length > LISTED ? ", …" : ""}`;
}
