"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { reopenSources, wayToReopen } from "@/components/shell/reopen-files";
import { isExternal } from "@/components/shell/resolve-sources";
import { agreeToUrl } from "@/components/shell/url-consent";
import { Button, formatBytes, formatMoment, formatUnits, IconButton, useToast } from "@/components/ui";
import {
  forgetAll,
  forgetRecent,
  listRecent,
  type RecentDataset,
  type RecentListing,
  tidyIndexes,
} from "@/lib/kept";
import { EMPTY_VIEW, type SourceRef, serializeView, sourceName } from "@/lib/view";

function hrefOf(src: readonly SourceRef[]): string {
  return `/browse?${serializeView({ ...EMPTY_VIEW, src })}`;
}

function nameOf({ refs }: RecentDataset): string {
  const [first, ...others] = refs.map(sourceName);
  return others.length === 0 ? (first ?? "") : `${first} and ${others.length} more`;
}

/** Where it comes from, where that is not the disk of this machine. */
function originOf({ refs }: RecentDataset): string | null {
  const [ref] = refs;
  switch (ref?.kind) {
    case "sample":
      return "sample";
    case "data":
      return "data folder";
    case "url":
      return URL.parse(ref.url)?.host ?? null;
    default:
      return null;
  }
}

const ROW = "flex min-h-8 min-w-0 flex-1 items-baseline gap-3 px-1 py-1.5 text-left hover:bg-surface-2";

function RecentRow({ dataset, onForget }: { dataset: RecentDataset; onForget: () => void }) {
  const router = useRouter();
  const toast = useToast();
  const name = nameOf(dataset);
  const way = wayToReopen(dataset);
  const notes = [
    dataset.rows === null ? null : formatUnits(dataset.rows, "row"),
    originOf(dataset),
    way === "choose"
      ? dataset.refs.length === 1
        ? "choose the file again"
        : "choose the files again"
      : null,
  ].filter((note) => note !== null);
  const external = dataset.refs.filter((ref) => ref.kind === "url" && isExternal(ref));

  const reopen = async () => {
    try {
      router.push(hrefOf(await reopenSources(dataset)));
    } catch (cause) {
      toast({
        title: `${name} could not be opened`,
        description: cause instanceof Error ? cause.message : String(cause),
        tone: "problem",
      });
    }
  };
  const visit = () => {
    for (const ref of external) if (ref.kind === "url") agreeToUrl(ref.url);
    // A full load of the page: its policy allows connections to these servers and no other.
    window.location.assign(hrefOf(dataset.refs));
  };

  const content = (
    <>
      <span className="min-w-0 shrink truncate font-medium">{name}</span>
      <span className="min-w-0 flex-1 truncate text-ink-3">{notes.join(" · ")}</span>
      <time
        dateTime={new Date(dataset.openedMs).toISOString()}
        className="hidden shrink-0 text-ink-3 text-xs sm:inline"
      >
        {formatMoment(dataset.openedMs)}
      </time>
      <span className="w-16 shrink-0 text-right text-ink-2 text-xs">{formatBytes(dataset.sizeBytes)}</span>
    </>
  );
  return (
    <li className="flex items-center border-line border-b">
      {external.length > 0 || way === "handles" ? (
        <button type="button" className={ROW} onClick={external.length > 0 ? visit : reopen}>
          {content}
        </button>
      ) : (
        <Link href={hrefOf(dataset.refs)} prefetch={false} className={ROW}>
          {content}
        </Link>
      )}
      <span
        className="hidden w-24 shrink-0 text-right text-ink-3 text-xs sm:inline"
        title={
          dataset.keptBytes > 0 ? "Its index is kept, so that it opens without being read again" : undefined
        }
      >
        {dataset.keptBytes > 0 ? `${formatBytes(dataset.keptBytes)} kept` : ""}
      </span>
      <IconButton label={`Forget ${name}`} icon={<X />} onClick={onForget} />
    </li>
  );
}

function clearLabel({ datasets, keptBytes }: RecentListing): string {
  if (datasets.length === 0) return `Free ${formatBytes(keptBytes)}`;
  return keptBytes > 0 ? `Clear the list and free ${formatBytes(keptBytes)}` : "Clear the list";
}

/** The list, looked at anew whenever the person comes back to it: another tab may have changed what is kept. */
function useListing(): [RecentListing | null, () => Promise<void>] {
  const [listing, setListing] = useState<RecentListing | null>(null);
  const refresh = useCallback(() => listRecent().then(setListing), []);
  useEffect(() => {
    const visit = () => {
      if (document.visibilityState === "hidden") return;
      // What another tab showed when it was forgotten is freed now, if that tab let go of it.
      void refresh().then(tidyIndexes).then(refresh);
    };
    visit();
    document.addEventListener("visibilitychange", visit);
    return () => document.removeEventListener("visibilitychange", visit);
  }, [refresh]);
  return [listing, refresh];
}

/** Frees the datasets that this page has open behind the list, and with them their indexes. */
async function closeOpened(): Promise<void> {
  // Loaded by now, by WarmStart; not a part of the first page.
  const { comparedDoor, mainDoor } = await import("@/components/shell/sessions");
  comparedDoor.close();
  mainDoor.close();
}

/** Datasets that were opened in this browser, and what is kept of them. */
export function Recent() {
  const toast = useToast();
  const [listing, refresh] = useListing();

  const forget = (work: Promise<number>, title: string) =>
    work.then(
      (freedBytes) => {
        toast({ title: freedBytes > 0 ? `${title}, ${formatBytes(freedBytes)} freed` : title });
        return refresh();
      },
      () => toast({ title: "The browser did not let go of it", tone: "problem" }),
    );
  const clear = () => closeOpened().then(forgetAll);
  const isEmpty = listing !== null && listing.datasets.length === 0;

  return (
    <section className="grid gap-x-8 gap-y-2 md:grid-cols-[11rem_1fr]">
      <header>
        <h2 className="font-semibold leading-7">Recent</h2>
        <p className="text-ink-3 text-xs">
          {listing !== null && listing.keptBytes > 0
            ? `Indexes kept in this browser take ${formatBytes(listing.keptBytes)}`
            : listing?.isRefused
              ? "Not kept"
              : "Listed in this browser only"}
        </p>
      </header>
      <div className="min-h-7 min-w-0">
        {isEmpty ? (
          <p className="py-1 text-ink-2">
            {listing.isRefused
              ? "This browser keeps nothing for Loupe (a private window, or storage that is full or switched off): what you open is not listed here, and is read again each time."
              : "The list is empty. What you open is listed here, to be opened again with one click."}
          </p>
        ) : null}
        {listing === null || isEmpty ? null : (
          <ul
            aria-label="Recent"
            className="max-h-[22rem] overflow-y-auto border-line border-y [&>li:last-child]:border-b-0"
          >
            {listing.datasets.map((dataset) => (
              <RecentRow
                key={dataset.key}
                dataset={dataset}
                onForget={() => forget(forgetRecent(dataset), `${nameOf(dataset)} forgotten`)}
              />
            ))}
          </ul>
        )}
        {listing !== null && listing.heldBytes > 0 ? (
          <p role="status" className="mt-1 text-ink-2">
            {formatBytes(listing.heldBytes)} are in use by an open tab, and are freed when it is closed.
          </p>
        ) : null}
        {listing === null || (isEmpty && listing.keptBytes === 0) ? null : (
          <Button
            size="sm"
            className="mt-2"
            onClick={() => forget(clear(), isEmpty ? "Indexes removed" : "List cleared")}
          >
            {clearLabel(listing)}
          </Button>
        )}
      </div>
    </section>
  );
}
