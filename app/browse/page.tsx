import type { Metadata } from "next";
import { headers } from "next/headers";
import { FirstRowsPage } from "@/components/first-rows";
import { WorkbenchLoader } from "@/components/shell";
import { readPageRows } from "@/lib/server";
import { isPlainTable, parseView } from "@/lib/view";

export const metadata: Metadata = { title: "Browse · Loupe" };

export default async function BrowsePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { view } = parseView(queryOf(await searchParams));
  const asked = await headers();
  // Whoever comes from another page of ours has workers that are quicker, and styles of this answer would not be allowed.
  const isDocument = asked.get("accept")?.includes("text/html") ?? false;
  const rows = isDocument && isPlainTable(view) ? await readPageRows(view) : null;
  if (rows === null) return <WorkbenchLoader page={null} />;
  const { src, conversationField, roles } = view;
  return (
    <WorkbenchLoader
      page={{ of: { src, conversationField, roles }, first: rows.first }}
      placeholder={<FirstRowsPage view={view} {...rows} nonce={asked.get("x-nonce") ?? undefined} />}
    />
  );
}

function queryOf(parameters: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, values]) =>
      [values ?? []].flat().map((value): [string, string] => [name, value]),
    ),
  );
}
