"use client";

import { useEffect, useMemo } from "react";
import { comparedDoor } from "@/components/shell/sessions";
import { useDatasetProgress } from "@/components/shell/use-dataset-progress";
import { useDatasetState } from "@/components/shell/use-dataset-state";
import { BEHIND_MS, useLong } from "@/components/shell/use-long";
import type { SearchState } from "@/components/shell/use-search";
import { type SessionState, useSession } from "@/components/shell/use-session";
import { Button, formatBytes, formatPercent } from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import { forgetComparison } from "@/lib/query/compare";
import { AskCompared, ChooseCompared, ComparedBar } from "./choose-compared";
import { DuplicatesView } from "./duplicates";
import { FieldComparisonView } from "./field-comparison";
import type { CompareContext } from "./model";
import { PairPane } from "./pair-pane";
import { PartNote } from "./part-note";
import { RecordComparisonView } from "./record-comparison";
import { SectionLinks } from "./section-links";
import { useFirstSide, useSecondSide } from "./use-compared-side";
import { useKept } from "./use-kept";
import { ValueComparisonView } from "./value-comparison";

const NO_SOURCES: CompareContext["view"]["src"] = [];

/** The tab that holds the view against another: records, fields, values; and the duplicates within it. */
export function CompareView({ context }: { context: CompareContext }) {
  const { view, onChange } = context;
  const { compare } = view;
  const { conversationField, roles } = view;
  const session = useSession(
    { src: compare?.src ?? NO_SOURCES, conversationField, roles },
    { door: comparedDoor },
  );
  const isSame = compare !== null && compare.src.length === 0;

  return (
    <section
      aria-label="Compare"
      data-scroll-root
      className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]"
    >
      {compare === null ? (
        <>
          <ChooseCompared view={view} onChange={onChange} />
          <DuplicatesOnly context={context} />
        </>
      ) : isSame ? (
        <Comparison context={context} second={context.dataset} isSame />
      ) : session.status === "open" ? (
        <Comparison
          key={session.session.id}
          context={context}
          second={session.session.dataset}
          isSame={false}
        />
      ) : (
        <>
          <ComparedBar view={view} isSame={false} columnsB={null} onChange={onChange} />
          <SecondGate session={session} context={context} />
          <PairPane context={context} />
        </>
      )}
    </section>
  );
}

function DuplicatesOnly({ context }: { context: CompareContext }) {
  const a = useFirstSide(context);
  const engine = a?.side.engine ?? null;
  // What the last comparison left behind is freed; if that fails, the next one writes over it.
  useEffect(() => {
    if (engine !== null) forgetComparison(engine).catch(() => {});
  }, [engine]);
  return (
    <>
      <PairPane {...{ context, a }} />
      {a === null ? (
        <WaitingNote words="Duplicates are counted once every row is read." />
      ) : (
        <DuplicatesView context={context} a={a} />
      )}
    </>
  );
}

/** What is needed before B can be read. */
function SecondGate({
  session,
  context,
}: {
  session: Exclude<SessionState, { status: "open" }>;
  context: CompareContext;
}) {
  switch (session.status) {
    case "none":
    case "resolving":
      return <WaitingNote words="Looking for the file of B" />;
    case "ask-files":
      return <AskCompared view={context.view} wanted={session.wanted} onChange={context.onChange} />;
    case "ask-url":
      return (
        <div className="flex flex-col items-start gap-3 px-4 py-5">
          <p className="text-ink-2">B is read from another server, which learns your address:</p>
          <ul className="font-mono text-xs">
            {session.urls.map((url) => (
              <li key={url} className="break-all">
                {url}
              </li>
            ))}
          </ul>
          <Button variant="primary" onClick={session.agree}>
            Read it
          </Button>
        </div>
      );
    case "failed":
      return (
        <div className="flex flex-col items-start gap-3 px-4 py-5">
          <p role="alert" className="text-problem">
            {session.message}
          </p>
          <Button onClick={session.retry}>Try again</Button>
        </div>
      );
  }
}

function Comparison({
  context,
  second,
  isSame,
}: {
  context: CompareContext;
  second: Dataset;
  isSame: boolean;
}) {
  const { view, onChange } = context;
  const a = useFirstSide(context);
  const { side: b, search } = useSecondSide(context, second, isSame);
  const now = useMemo(() => (a === null || b === null ? null : { a, b }), [a, b]);
  // While the next view is searched for, what is compared stays as it is.
  const sides = useKept(now);
  const isLongBehind = useLong(now === null && sides !== null, BEHIND_MS);
  return (
    <>
      <ComparedBar {...{ view, isSame, onChange }} columnsB={b?.side.scope.columns ?? null} />
      <PartNote a={context.dataset} b={second} />
      {sides === null || (now === null && search.error !== null) ? (
        <>
          <PairPane context={context} />
          <ReadingNote second={isSame || a === null ? null : second} search={search} />
        </>
      ) : (
        <div data-behind={isLongBehind} className="data-[behind=true]:opacity-50">
          <SectionLinks
            names={["Records", ...(isSame ? [] : (["Fields"] as const)), "Values", "Duplicates"]}
          />
          <RecordComparisonView
            {...{ context, ...sides }}
            behindNote={isLongBehind ? "As before, until the search is done." : null}
          />
          {isSame ? null : <FieldComparisonView {...sides} />}
          <ValueComparisonView {...{ context, ...sides }} />
          <DuplicatesView context={context} a={sides.a} />
        </div>
      )}
    </>
  );
}

/** How far reading is; the comparison waits for every row, since counts of a part would not compare. */
function ReadingNote({ second, search }: { second: Dataset | null; search: SearchState }) {
  if (search.error !== null) {
    return (
      <p role="alert" className="px-4 py-4 text-problem">
        {search.error}
      </p>
    );
  }
  if (search.isRunning) return <WaitingNote words="Searching the messages of B" />;
  if (second === null) return <WaitingNote words="The comparison starts once every row of A is read." />;
  return <SecondProgress dataset={second} />;
}

function SecondProgress({ dataset }: { dataset: Dataset }) {
  const state = useDatasetState(dataset);
  const { readBytes, totalBytes } = useDatasetProgress(dataset);
  if (state.status === "failed") {
    return (
      <p role="alert" className="px-4 py-4 text-problem">
        {state.error}
      </p>
    );
  }
  return (
    <WaitingNote
      words={`Reading B: ${formatBytes(readBytes)} of ${formatBytes(totalBytes)}, ${formatPercent(readBytes, totalBytes) || "0%"}`}
    />
  );
}

function WaitingNote({ words }: { words: string }) {
  return (
    <p role="status" className="px-4 py-4 text-ink-3">
      {words}
    </p>
  );
}
