"use client";

import { FileDiff, FolderOpen, X } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import type { LocalFile, LocalRef } from "@/components/shell/local-files";
import { useFileReceiver, useOpenFiles } from "@/components/shell/open-files";
import { sourceKey } from "@/components/shell/source-memory";
import { UrlField } from "@/components/shell/url-field";
import { usableView } from "@/components/shell/usable-view";
import { Button, formatBytes, Popover, Select, Switch } from "@/components/ui";
import type { Column } from "@/lib/schema";
import type { DataFile, DataListing } from "@/lib/server/model";
import { SAMPLES } from "@/lib/source/samples";
import { conditionLabels, NEW_COMPARISON, type SourceRef, sourceName, type ViewState } from "@/lib/view";

/** Takes the next files that are chosen or dropped as B. */
function useComparedFiles(view: ViewState, onChange: (view: ViewState) => void, isWaiting: boolean) {
  const { choose } = useOpenFiles();
  const [isAsked, setAsked] = useState(false);
  const receive = useCallback(
    (files: readonly LocalFile[]) => {
      setAsked(false);
      const src = files.map((file) => file.ref);
      // The file that a link asks for is the one that its open difference is of.
      const records = isWaiting ? view.records : null;
      onChange({ ...view, records, compare: { ...(view.compare ?? NEW_COMPARISON), src } });
      return true;
    },
    [view, onChange, isWaiting],
  );
  useFileReceiver(isAsked || isWaiting ? receive : null);
  return () => {
    setAsked(true);
    choose();
  };
}

/** Files of the server's data folder; none where it serves none. */
function useDataFiles(): readonly DataFile[] {
  const [files, setFiles] = useState<readonly DataFile[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    fetch("/data", { signal: abort.signal })
      .then((answer) => answer.json() as Promise<DataListing>)
      .then(
        (listing) => setFiles(listing.files),
        // Without the list, files of the machine can still be chosen.
        () => {},
      );
    return () => abort.abort();
  }, []);
  return files;
}

function withSource(view: ViewState, source: SourceRef): ViewState {
  return { ...view, records: null, compare: { ...(view.compare ?? NEW_COMPARISON), src: [source] } };
}

/** Samples, and the files of the data folder, as B. */
function ServedSources({ view, onChange }: { view: ViewState; onChange: (view: ViewState) => void }) {
  const dataFiles = useDataFiles();
  const sources = [
    ...dataFiles.map(({ path }) => ({ ref: { kind: "data", path } as const, label: path })),
    ...SAMPLES.map(({ name, title }) => ({
      ref: { kind: "sample", name } as const,
      label: `Sample: ${title}`,
    })),
  ].map(({ ref, label }) => ({ ref, label, value: sourceKey(ref) }));
  return (
    <Select
      aria-label="Dataset for B"
      className="max-w-64"
      value=""
      options={[
        {
          value: "",
          label: dataFiles.length === 0 ? "A sample" : "A file of the data folder, or a sample",
          disabled: true,
        },
        ...sources,
      ]}
      onValueChange={(chosen) => {
        const source = sources.find(({ value }) => value === chosen);
        if (source !== undefined) onChange(withSource(view, source.ref));
      }}
    />
  );
}

/** What there is to compare with, while nothing is chosen. */
export function ChooseCompared({ view, onChange }: { view: ViewState; onChange: (view: ViewState) => void }) {
  const choose = useComparedFiles(view, onChange, false);
  const hasFilters = view.filters.length > 0;
  return (
    <div className="flex max-w-2xl flex-col items-start gap-3 px-4 py-5">
      <h3 className="font-semibold text-base">Compare this view with another</h3>
      <p className="text-ink-2">
        The view on the screen is A. Choose B, and see which records, fields and values differ. Both stay on
        this machine, and the link carries the comparison.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={choose}>
          <FolderOpen aria-hidden />
          Another file
        </Button>
        <ServedSources view={view} onChange={onChange} />
        {hasFilters ? (
          <Button onClick={() => onChange({ ...view, compare: { ...NEW_COMPARISON, src: [], filters: [] } })}>
            All rows of this dataset
          </Button>
        ) : null}
        <Button
          onClick={() =>
            onChange({ ...view, compare: { ...NEW_COMPARISON, src: [], filters: view.filters } })
          }
        >
          <FileDiff aria-hidden />
          These rows, kept as B
        </Button>
      </div>
      <p className="text-ink-3 text-xs">
        “Kept as B” holds the filters of now for B; those you set next are A’s.
      </p>
      <div className="w-full max-w-lg">
        <h4 className="mb-1 font-medium">Or a file on the web</h4>
        <UrlField viewOf={(url) => withSource(view, { kind: "url", url })} />
        <p className="mt-1 text-ink-3 text-xs">
          The server must allow other pages to read it. The page is loaded anew
          {view.src.some(({ kind }) => kind === "local")
            ? ", and asks for the files of your machine again"
            : ""}
          .
        </p>
      </div>
    </div>
  );
}

/** Asks for a file that the link compares with. */
export function AskCompared({
  view,
  wanted,
  onChange,
}: {
  view: ViewState;
  wanted: readonly LocalRef[];
  onChange: (view: ViewState) => void;
}) {
  const choose = useComparedFiles(view, onChange, true);
  return (
    <div className="flex max-w-2xl flex-col items-start gap-3 px-4 py-5">
      <h3 className="font-semibold text-base">This link compares with a file of your machine</h3>
      <ul className="w-full border-line border-t">
        {wanted.map((ref) => (
          <li key={ref.fingerprint} className="flex gap-3 border-line border-b py-1.5">
            <span className="min-w-0 flex-1 break-all font-medium">{ref.name}</span>
            <span className="text-ink-2">{formatBytes(ref.sizeBytes)}</span>
          </li>
        ))}
      </ul>
      <Button variant="primary" onClick={choose}>
        Choose the file for B
      </Button>
    </div>
  );
}

/** Who is A and who is B, and the way out. */
export function ComparedBar({
  view,
  isSame,
  columnsB,
  onChange,
}: {
  view: ViewState;
  isSame: boolean;
  /** null while they are not known. */
  columnsB: readonly Column[] | null;
  onChange: (view: ViewState) => void;
}) {
  const choose = useComparedFiles(view, onChange, false);
  const { compare } = view;
  if (compare === null) return null;
  const keepFilters = () => onChange({ ...view, compare: { ...compare, filters: view.filters } });
  return (
    <div className="@container border-line border-b px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ComparedNames {...{ view, isSame, columnsB }} />
        {/* On a phone they stand in one line: what is rarely done is behind "Change B". */}
        <span className="flex @max-2xl:w-full items-center gap-2">
          {isSame ? null : (
            <Switch
              checked={compare.filters === null}
              onCheckedChange={(isOn) =>
                onChange({ ...view, compare: { ...compare, filters: isOn ? null : [] } })
              }
            >
              Filters hold for B too
            </Switch>
          )}
          <KeepFilters className="@max-2xl:hidden" onKeep={keepFilters} />
          <Popover
            title="Another B"
            align="end"
            trigger={<Button className="@max-2xl:ml-auto">Change B</Button>}
          >
            <div className="flex flex-col items-start gap-2">
              {/* Popovers stand outside of what is queried for its width: there is the page's. */}
              <KeepFilters className="md:hidden" onKeep={keepFilters} />
              <Button onClick={choose}>
                <FolderOpen aria-hidden />
                Another file
              </Button>
              <ServedSources view={view} onChange={onChange} />
            </div>
          </Popover>
          <EndComparison view={view} onChange={onChange} />
        </span>
      </div>
    </div>
  );
}

function KeepFilters({ className = "", onKeep }: { className?: string; onKeep: () => void }) {
  return (
    <Button
      className={className}
      onClick={onKeep}
      title="B gets the filters of now; those you set next are A’s"
    >
      Keep these filters for B
    </Button>
  );
}

/** Who is A and who is B, and which of the filters B cannot be asked for. */
export function ComparedNames({
  view,
  isSame,
  columnsB,
}: {
  view: ViewState;
  isSame: boolean;
  /** null while they are not known. */
  columnsB: readonly Column[] | null;
}) {
  const { compare } = view;
  if (compare === null) return null;
  const named = (src: ViewState["src"]) => src.map(sourceName).join(", ");
  const filtersA = conditionLabels(view);
  const isShared = compare.filters === null;
  const wantedB = { ...view, filters: compare.filters ?? view.filters, sort: [], roles: {} };
  const usable = columnsB === null ? null : usableView(wantedB, columnsB);
  const { filters } = usable?.view ?? wantedB;
  const filtersB = conditionLabels({ filters, search: isShared ? view.search : "" });
  const missing = usable === null ? [] : [...usable.missing, ...usable.missingMarks];
  const words = (filters: readonly string[]) => (filters.length === 0 ? "all rows" : filters.join(", "));
  return (
    <dl className="grid min-w-60 flex-1 grid-cols-[auto_1fr] gap-x-2 gap-y-0.5">
      <dt className="font-semibold text-side-a">A</dt>
      <dd className="min-w-0 break-words">
        <bdi>{named(view.src)}</bdi> <span className="text-ink-3">{words(filtersA)}</span>
      </dd>
      <dt className="font-semibold text-side-b">B</dt>
      <dd className="min-w-0 break-words">
        <bdi>{isSame ? "the same dataset" : named(compare.src)}</bdi>{" "}
        <span className="text-ink-3">{words(filtersB)}</span>
        {missing.length === 0 ? null : (
          <span className="text-problem">
            {" "}
            · has no field {missing.join(", ")}, so no filter on it holds for B
          </span>
        )}
      </dd>
    </dl>
  );
}

/** The way out. */
export function EndComparison({ view, onChange }: { view: ViewState; onChange: (view: ViewState) => void }) {
  return (
    <Button
      variant="quiet"
      aria-label="End comparison"
      title="End comparison"
      onClick={() => onChange({ ...view, compare: null, records: null })}
    >
      <X aria-hidden />
      <span className="@max-2xl:hidden">End comparison</span>
    </Button>
  );
}
