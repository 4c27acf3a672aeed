"use client";

import type { ReactNode } from "react";

/** The open record alone on the page, under what is said while the file is read. */
export function RecordPage({ bars, record }: { bars: ReactNode; record: ReactNode | null }) {
  return (
    <>
      {bars}
      <main className="min-h-0 flex-1">
        {record ?? (
          <p role="status" className="p-4 text-ink-3">
            Opening the record
          </p>
        )}
      </main>
    </>
  );
}
