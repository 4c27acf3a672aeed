import Link from "next/link";
import { formatBytes } from "@/components/ui";
import { EMPTY_VIEW, type SourceRef, serializeView } from "@/lib/view";

export interface FileEntry {
  ref: SourceRef;
  name: string;
  /** One line on what it is. */
  note?: string;
  sizeBytes: number | null;
  modifiedMs?: number;
}

const DAY = new Intl.DateTimeFormat("en-CA", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  timeZone: "UTC",
});

/** Files that open with one click, one per line. */
export function FileList({ label, entries }: { label: string; entries: readonly FileEntry[] }) {
  return (
    <ul
      aria-label={label}
      className="max-h-[27rem] overflow-y-auto border-line border-y [&>li:last-child]:border-b-0"
    >
      {entries.map((entry) => (
        <li key={JSON.stringify(entry.ref)} className="border-line border-b">
          <Link
            href={`/browse?${serializeView({ ...EMPTY_VIEW, src: [entry.ref] })}`}
            prefetch={false}
            className="flex min-h-8 items-baseline gap-3 px-1 py-1.5 hover:bg-surface-2"
          >
            <span className="min-w-0 shrink truncate font-medium">{entry.name}</span>
            <span className="min-w-0 flex-1 truncate text-ink-3">{entry.note}</span>
            {entry.modifiedMs === undefined ? null : (
              <time
                dateTime={new Date(entry.modifiedMs).toISOString()}
                className="shrink-0 text-ink-3 text-xs"
              >
                {DAY.format(entry.modifiedMs)}
              </time>
            )}
            <span className="w-16 shrink-0 text-right text-ink-2 text-xs">
              {entry.sizeBytes === null ? "" : formatBytes(entry.sizeBytes)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
