"use client";

import Link from "next/link";
import { Button, buttonClass } from "@/components/ui";
import type { LoadReport } from "@/lib/ingest";
import { LoadReportPanel } from "./load-report";
import { useOpenFiles } from "./open-files";

/** Nothing could be read: why, and what to do. */
export function FailedDataset({
  error,
  report,
  isReportOpen,
  onToggleReport,
  onReopen,
}: {
  error: string;
  report: LoadReport;
  isReportOpen: boolean;
  onToggleReport: () => void;
  onReopen: () => void;
}) {
  const { choose } = useOpenFiles();
  return (
    <>
      {isReportOpen ? (
        <LoadReportPanel report={report} part={null} onClose={onToggleReport} onReadAnew={onReopen} />
      ) : null}
      <main className="mx-auto flex min-h-0 w-full max-w-lg flex-1 flex-col items-start justify-center gap-3 px-6">
        <h1 className="font-semibold text-lg">Nothing could be read</h1>
        <p role="alert" className="break-words text-ink-2">
          {error}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={choose}>
            Choose another file
          </Button>
          <Button onClick={onReopen}>Try again</Button>
          <Link href="/" className={buttonClass()}>
            Start page
          </Link>
        </div>
      </main>
    </>
  );
}
