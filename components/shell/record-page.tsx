"use client";

import type { ReactNode } from "react";
import { FocusHeir } from "./focus-heir";

/** The open record alone on the page, under what is said while the file is read. */
export function RecordPage({
  bars,
  record,
  onReaderLeft,
}: {
  bars: ReactNode;
  record: ReactNode | null;
  /** Called when the page is left and the record had the focus. */
  onReaderLeft: () => void;
}) {
  return (
    <>
      {bars}
      <main className="min-h-0 flex-1">
        {record === null ? (
          <p role="status" className="p-4 text-ink-3">
            Opening the record
          </p>
        ) : (
          <FocusHeir onLeft={onReaderLeft}>{record}</FocusHeir>
        )}
      </main>
    </>
  );
}
