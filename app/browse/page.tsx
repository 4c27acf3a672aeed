import type { Metadata } from "next";
import { headers } from "next/headers";
import { FirstRowsPage } from "@/components/first-rows";
import { WorkbenchLoader } from "@/components/shell";
import { readPageRows } from "@/lib/server";
import { isPlainTable, parseView, type RowRef, sourceName } from "@/lib/view";

interface Asked {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Tabs of several links are told apart by their files, and so is what is printed or kept of them. */
export async function generateMetadata({ searchParams }: Asked): Promise<Metadata> {
  const { src } = parseView(queryOf(await searchParams)).view;
  return { title: src.length === 0 ? "Browse · Loupe" : `${src.map(sourceName).join(", ")} · Loupe` };
}

export default async function BrowsePage({ searchParams }: Asked) {
  const { view } = parseView(queryOf(await searchParams));
  const asked = await headers();
  // Whoever comes from another page of ours has workers that are quicker, and styles of this answer would not be allowed.
  const isDocument = asked.get("accept")?.includes("text/html") ?? false;
  const rows = isDocument && isPlainTable(view) ? await readPageRows(view) : null;
  if (rows === null || !isAmong(view.row, rows.first.rows.length)) return <WorkbenchLoader page={null} />;
  const { src, conversationField, roles } = view;
  return (
    <WorkbenchLoader
      page={{ of: { src, conversationField, roles }, first: rows.first }}
      placeholder={<FirstRowsPage view={view} {...rows} nonce={asked.get("x-nonce") ?? undefined} />}
    />
  );
}

/** Whether the record that a link opens, if any, stands among the first rows: the table goes to where it is. */
function isAmong(row: RowRef | null, rows: number): boolean {
  return row === null || (row.kind === "position" && row.row < rows);
}

function queryOf(parameters: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, values]) =>
      [values ?? []].flat().map((value): [string, string] => [name, value]),
    ),
  );
}
