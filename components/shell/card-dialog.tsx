"use client";

import { Copy, Download } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { readOptionsFor } from "@/components/reader";
import { Button, Dialog, Select, useToast } from "@/components/ui";
import { type CardReading, cardMarkdown, gatherCard } from "@/lib/card";
import { readConversation } from "@/lib/conversation";
import type { Dataset, LoadReport } from "@/lib/ingest";
import { engineOf, rowIds, type Scope } from "@/lib/query";
import { OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import { conditionLabels, type ViewState } from "@/lib/view";
import { pendingWords } from "./pending-words";
import { exportName, saveStream, textStream } from "./save-stream";
import { useLiveQuery } from "./use-live-query";

/** Records whose nested fields are looked at for their types. */
const SAMPLED_RECORDS = 5;
const CATEGORY_CHOICES = ["10", "20", "50", "all"] as const;
type CategoryChoice = (typeof CATEGORY_CHOICES)[number];

export interface CardSource {
  dataset: Dataset;
  scope: Scope;
  roles: RoleAssignment;
  view: ViewState;
  report: LoadReport;
  /** Rows of the dataset, in view or not. */
  rows: number;
  /** Names the rows in view; null while they are not known. */
  countKey: string | null;
  revision: number;
  /** How much of the dataset is read: all of it, what there is until now, or what there was when reading was cancelled. */
  reading: CardReading;
}

interface MadeCard {
  markdown: string;
  reading: CardReading;
}

async function makeCard(source: CardSource, top: CategoryChoice, signal: AbortSignal): Promise<MadeCard> {
  const { dataset, scope, roles, view, report, rows, reading } = source;
  const engine = await dataset.engine();
  const batches = rowIds(engine, { ...scope, view: { ...scope.view, sort: [] } }, SAMPLED_RECORDS, signal);
  const sample = (await batches.next()).value ?? [];
  const records = await Promise.all(sample.map((row: number) => dataset.readRecord(row, signal)));
  const read = readOptionsFor(view.conversationField, roles, scope.columns);
  const conditions = conditionLabels({ filters: scope.view.filters, search: view.search });
  const facts = await gatherCard(
    {
      // All tables of a card are of the same rows: those whose conversations are read.
      engine: engineOf(engine, scope, [OWN_COLUMNS.turns]),
      scope,
      roles,
      files: report.files,
      rowsTotal: scope.pending?.rowEnd ?? rows,
      reading,
      conditions,
      records: records.map((record) => record.value),
      conversationFields: records.map(({ value }) => readConversation(value, read).reading.field),
      topCategories: top === "all" ? null : Number(top),
    },
    signal,
  );
  return { markdown: cardMarkdown(facts), reading };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** The rows in view as a dataset card: its Markdown, to read, copy or save. */
export function CardDialog({
  open,
  onOpenChange,
  source,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  source: CardSource;
}) {
  const toast = useToast();
  const [top, setTop] = useState<CategoryChoice>("10");
  const { dataset, scope, countKey, revision, roles, report } = source;
  const key = open && countKey !== null ? JSON.stringify([countKey, top, roles]) : null;
  const card = useLiveQuery(dataset, key, revision, (_, signal) => makeCard(source, top, signal));
  const made = card.key === key ? card.value : null;
  const text = made?.markdown ?? null;
  const isReading = (made?.reading ?? source.reading) === "so-far";
  const hasCategories = (roles.category?.length ?? 0) > 0;

  const copy = useCallback(
    async (markdown: string, isAsked: boolean) => {
      try {
        await navigator.clipboard.writeText(markdown.toWellFormed());
        toast({ title: "Dataset card copied" });
      } catch {
        // Some browsers copy only what is copied by a click; the button is there for it.
        if (!isAsked) return;
        toast({
          title: "Not copied",
          description: "The browser did not allow access to the clipboard.",
          tone: "problem",
        });
      }
    },
    [toast],
  );

  // "Copy as dataset card" copies it, as soon as all of it is counted; what is shown is what was copied.
  const isCopied = useRef(false);
  useEffect(() => {
    if (!open) isCopied.current = false;
    else if (text !== null && !isReading && !isCopied.current) {
      isCopied.current = true;
      void copy(text, false);
    }
  }, [open, text, isReading, copy]);

  async function save(markdown: string) {
    const name = exportName(report.files[0]?.name ?? "dataset", "md");
    try {
      const outcome = await saveStream(() => textStream(once(markdown)), name);
      if (outcome === "saved") toast({ title: `Saved ${name}` });
    } catch (cause) {
      toast({
        title: `${name} could not be saved`,
        description: cause instanceof Error ? cause.message : String(cause),
        tone: "problem",
      });
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Dataset card"
      className="h-[min(46rem,calc(100dvh-32px))] w-[min(56rem,calc(100vw-24px))]"
    >
      <div className="flex h-full flex-col">
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2">
          <p className="min-w-48 flex-1 text-ink-2">
            Counted from the rows in view, as Markdown
            {scope.pending ? `; ${pendingWords(scope.pending)}` : ""}.
            {isReading ? " It is copied once every row is read." : ""}
          </p>
          {hasCategories ? (
            <Select
              aria-label="Categories"
              value={top}
              options={CATEGORY_CHOICES.map((value) => ({
                value,
                label: value === "all" ? "All categories" : `Top ${value} categories`,
              }))}
              onValueChange={setTop}
            />
          ) : null}
          <Button disabled={text === null} onClick={() => text !== null && void save(text)}>
            <Download aria-hidden />
            Save
          </Button>
          <Button
            variant="primary"
            disabled={text === null}
            onClick={() => text !== null && void copy(text, true)}
          >
            <Copy aria-hidden />
            Copy
          </Button>
        </div>
        {card.error !== null && card.key === key ? (
          <p role="alert" className="px-4 py-3 text-problem">
            {card.error}
          </p>
        ) : text === null ? (
          <p className="px-4 py-3 text-ink-3">Counting</p>
        ) : (
          <textarea
            readOnly
            aria-label="Markdown of the dataset card"
            value={text}
            wrap="off"
            className="min-h-0 flex-1 resize-none bg-surface px-4 py-3 font-mono text-xs leading-5 outline-offset-[-2px]"
          />
        )}
      </div>
    </Dialog>
  );
}
