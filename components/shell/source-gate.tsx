"use client";

import Link from "next/link";
import { useCallback, useEffect, useState } from "react";
import { Button, buttonClass, formatBytes, formatUnits, useToast } from "@/components/ui";
import { recallFileHandles } from "@/lib/kept";
import { mayRead } from "@/lib/source";
import type { ViewState } from "@/lib/view";
import { TOP_BAR } from "./frame-classes";
import { type LocalFile, type LocalRef, pairFiles, registerFiles } from "./local-files";
import { useFileReceiver, useOpenFiles } from "./open-files";
import { readHandles } from "./reopen-files";
import { ThemeMenu } from "./theme-menu";
import type { SessionState } from "./use-session";
import { setView } from "./use-view";

/** What a waiting link was given, for the notice over the opened dataset. */
export interface GivenFiles {
  pairs: ReturnType<typeof pairFiles>;
}

function sizeWords(ref: LocalRef): string {
  const rows = ref.rows === null ? "" : `, ${formatUnits(ref.rows, "row")}`;
  return `${formatBytes(ref.sizeBytes)}${rows}`;
}

/**
 * Files that were opened in this browser before, by their handles. Those that it still lets us read are opened at once;
 * for others it asks the person, which takes a click. Null while a file was never opened, or by no handle.
 */
function useKnownHandles(
  wanted: readonly LocalRef[],
  receive: (files: readonly LocalFile[]) => boolean,
): { open: () => void } | null {
  const toast = useToast();
  const [handles, setHandles] = useState<readonly FileSystemFileHandle[]>([]);
  const wantedKey = JSON.stringify(wanted.map((ref) => ref.fingerprint));
  const open = useCallback(
    (known: readonly FileSystemFileHandle[]) =>
      readHandles(known)
        .then(registerFiles)
        .then(receive)
        .catch((cause: unknown) =>
          toast({ title: cause instanceof Error ? cause.message : String(cause), tone: "problem" }),
        ),
    [receive, toast],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each set of files
  useEffect(() => {
    let isCurrent = true;
    void recallFileHandles(wanted.map((ref) => ref.fingerprint)).then(async (found) => {
      const known = found.filter((handle) => handle !== null);
      if (known.length < wanted.length || !isCurrent) return;
      setHandles(known);
      const allowed = await Promise.all(known.map((handle) => mayRead(handle, false)));
      if (isCurrent && allowed.every(Boolean)) void open(known);
    });
    return () => {
      isCurrent = false;
    };
  }, [wantedKey]);
  return handles.length === 0 ? null : { open: () => void open(handles) };
}

/** Asks for the files of this machine that a link was made from. */
function AskFiles({
  view,
  wanted,
  onGiven,
}: {
  view: ViewState;
  wanted: readonly LocalRef[];
  onGiven: (given: GivenFiles) => void;
}) {
  const { choose } = useOpenFiles();
  const [collected, setCollected] = useState<readonly LocalFile[]>([]);

  const take = useCallback(
    (files: readonly LocalFile[], isKnown: boolean) => {
      const all = [...collected, ...files];
      const pairs = pairFiles(wanted, all);
      if (pairs.some((pair) => pair.given === null)) {
        setCollected(all);
        return true;
      }
      // Who opens a file again that this browser knows is not told that it is the same.
      if (!isKnown || pairs.some((pair) => pair.match === "other")) onGiven({ pairs });
      const chosen = new Map(pairs.map((pair) => [pair.wanted, pair.given]));
      const src = view.src.map((ref) => (ref.kind === "local" ? (chosen.get(ref)?.ref ?? ref) : ref));
      // Rows are counted anew; the file may be another one.
      setView({ ...view, src }, "replace");
      return true;
    },
    [collected, wanted, view, onGiven],
  );
  useFileReceiver(useCallback((files: readonly LocalFile[]) => take(files, false), [take]));
  const known = useKnownHandles(
    wanted,
    useCallback((files: readonly LocalFile[]) => take(files, true), [take]),
  );
  const pairs = pairFiles(wanted, collected);

  return (
    <>
      <h1 className="font-semibold text-lg">
        {wanted.length === 1
          ? "This link opens a file of your machine"
          : "This link opens files of your machine"}
      </h1>
      <p className="text-ink-2">
        Links carry no data, so the file has to be chosen here. Loupe then says whether it is the same one.
      </p>
      <ul className="w-full border-line border-t">
        {pairs.map(({ wanted: ref, given }) => (
          <li key={`${ref.name} ${ref.fingerprint}`} className="flex gap-3 border-line border-b py-1.5">
            <span className="min-w-0 flex-1 break-all font-medium">{ref.name}</span>
            <span className="text-ink-2">{given === null ? sizeWords(ref) : "chosen"}</span>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {known === null ? null : (
          <Button variant="primary" onClick={known.open}>
            {wanted.length === 1 ? "Open it again" : "Open them again"}
          </Button>
        )}
        <Button variant={known === null ? "primary" : "outline"} onClick={choose}>
          {wanted.length === 1 ? "Choose the file" : "Choose the files"}
        </Button>
        <Link href="/" className={buttonClass()}>
          Open another dataset
        </Link>
      </div>
    </>
  );
}

interface GateProps {
  state: Exclude<SessionState, { status: "open" }>;
  view: ViewState;
  /** Parts of the link that could not be read. */
  linkNotices: readonly string[];
  onGiven: (given: GivenFiles) => void;
}

/** What stands in place of the table until the sources of a link can be read. */
export function SourceGate(props: GateProps) {
  return (
    <div className="flex h-dvh flex-col">
      <header className={`${TOP_BAR} justify-between`}>
        <Link href="/" className="rounded-sm font-semibold text-base tracking-tight">
          Loupe
        </Link>
        <ThemeMenu />
      </header>
      <main className="mx-auto flex min-h-0 w-full max-w-lg flex-1 flex-col items-start justify-center gap-3 px-6">
        <GateContent {...props} />
      </main>
    </div>
  );
}

function GateContent({ state, view, linkNotices, onGiven }: GateProps) {
  switch (state.status) {
    case "none":
      return (
        <>
          <h1 className="font-semibold text-lg">No dataset is open</h1>
          <p className="text-ink-2">
            The address names none{linkNotices.length === 0 ? "" : " that could be read"}. Drop a file here,
            or choose one on the start page.
          </p>
          {linkNotices.length === 0 ? null : (
            <ul aria-label="Notices" className="w-full border-line border-t text-ink-2 text-xs">
              {[...new Set(linkNotices)].map((text) => (
                <li key={text} className="break-words border-line border-b py-1.5">
                  {text}
                </li>
              ))}
            </ul>
          )}
          <Link href="/" className={buttonClass("primary")}>
            Open a dataset
          </Link>
        </>
      );
    case "ask-files":
      return <AskFiles view={view} wanted={state.wanted} onGiven={onGiven} />;
    case "ask-url":
      return (
        <>
          <h1 className="font-semibold text-lg">This link reads from another server</h1>
          <p className="text-ink-2">
            Opening it tells that server your address and which parts of the file you read.
          </p>
          <ul className="w-full border-line border-t">
            {state.urls.map((url) => (
              <li key={url} className="break-all border-line border-b py-1.5 font-mono text-xs">
                {url}
              </li>
            ))}
          </ul>
          <div className="flex gap-2">
            <Button variant="primary" onClick={state.agree}>
              Read from {state.urls.length === 1 ? new URL(state.urls[0] ?? "").host : "these servers"}
            </Button>
            <Link href="/" className={buttonClass()}>
              Do not
            </Link>
          </div>
        </>
      );
    case "resolving":
      return <p className="text-ink-3">Looking for the file</p>;
    case "failed":
      return (
        <>
          <h1 className="font-semibold text-lg">The dataset could not be opened</h1>
          <p role="alert" className="break-words text-ink-2">
            {state.message}
          </p>
          <div className="flex gap-2">
            <Button variant="primary" onClick={state.retry}>
              Try again
            </Button>
            <Link href="/" className={buttonClass()}>
              Open another dataset
            </Link>
          </div>
        </>
      );
  }
}
