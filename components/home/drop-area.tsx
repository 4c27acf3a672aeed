"use client";

import { FolderOpen } from "lucide-react";
import { useOpenFiles } from "@/components/shell/open-files";
import { Button } from "@/components/ui";

/** The visible part of the drop target; the whole page is one. */
export function DropArea() {
  const { choose } = useOpenFiles();
  return (
    <div className="flex flex-col items-start gap-3 rounded-md border border-line-strong border-dashed px-5 py-6">
      <p className="font-medium text-base">Drop files or a folder anywhere on this page</p>
      <p className="text-ink-2">
        JSONL, JSON arrays and Parquet, plain or packed with gzip or zstd. Several files with the same fields
        become one dataset.
      </p>
      <Button variant="primary" onClick={choose}>
        <FolderOpen aria-hidden />
        Choose files
      </Button>
    </div>
  );
}
