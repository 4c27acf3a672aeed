import type { ReactNode } from "react";
import { ThemeMenu } from "@/components/shell";
import { formatCount, formatUnits } from "@/components/ui";
import type { DataListing } from "@/lib/server/model";
import { SAMPLES } from "@/lib/source/samples";
import { DropArea } from "./drop-area";
import { FileList } from "./file-list";
import { OpenUrl } from "./open-url";
import { Recent } from "./recent";
import { WarmStart } from "./warm-start";

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-2 md:grid-cols-[11rem_1fr]">
      <header>
        <h2 className="font-semibold leading-7">{title}</h2>
        {note ? <p className="text-ink-3 text-xs">{note}</p> : null}
      </header>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

function dataNote(data: DataListing): string {
  const parts = [
    `${formatCount(data.files.length)} ${data.files.length === 1 ? "file" : "files"} served by this machine`,
  ];
  if (data.isTruncated) parts.push("there are more than are listed");
  if (data.otherFileCount > 0) parts.push(`${formatCount(data.otherFileCount)} of other kinds left out`);
  return parts.join("; ");
}

/** Where everything starts: choose a file. `data` is what the server's data folder holds. */
export function Home({ data }: { data: DataListing }) {
  return (
    <div className="min-h-full">
      <WarmStart />
      <main className="mx-auto flex max-w-4xl flex-col gap-9 px-5 pt-8 pb-16 md:pt-14">
        <header className="flex items-start justify-between gap-6">
          <div>
            <h1 className="font-semibold text-2xl tracking-tight">Loupe</h1>
            <p className="mt-2 max-w-xl text-base text-ink-2">
              A browser for LLM training data. Open conversations by the million, filter them by any field,
              read single records, and send a link to exactly that view. Files are read on this machine;
              nothing is uploaded.
            </p>
          </div>
          <ThemeMenu />
        </header>
        <Part title="Your files">
          <DropArea />
        </Part>
        <Recent />
        {data.isServed ? (
          <Part title="Data folder" note={dataNote(data)}>
            {data.files.length === 0 ? (
              <p className="leading-7 text-ink-2">
                The folder holds no JSONL, JSON or Parquet file. Put one there and load this page again.
              </p>
            ) : (
              <FileList
                label="Data folder"
                entries={data.files.map((file) => ({
                  ref: { kind: "data", path: file.path },
                  name: file.path,
                  sizeBytes: file.sizeBytes,
                  modifiedMs: file.modifiedMs,
                }))}
              />
            )}
          </Part>
        ) : null}
        <Part title="Samples" note="Small real datasets, one click away">
          <FileList
            label="Samples"
            entries={SAMPLES.map((sample) => ({
              ref: { kind: "sample", name: sample.name },
              name: sample.title,
              note: `${sample.description} · ${formatUnits(sample.rows, "row")}`,
              sizeBytes: sample.sizeBytes,
            }))}
          />
        </Part>
        <Part title="On the web" note="The server must allow other pages to read it">
          <OpenUrl />
        </Part>
      </main>
    </div>
  );
}
