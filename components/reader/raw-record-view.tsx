"use client";

import { useState } from "react";
import { Button } from "@/components/ui";
import type { RawRecord } from "@/lib/ingest/dataset";
import { cutBefore } from "./clamp-text";
import { CopyButton } from "./copy-button";
import { formatValue } from "./format-value";
import { JsonTree } from "./json-tree";
import { MoreButton } from "./more-button";
import { PlainText } from "./text-block";

const SLICE = 100_000;

/** The record as it stands in its file: a tree, or its exact text. Both can be copied. */
export function RawRecordView({ record }: { record: RawRecord }) {
  const [form, setForm] = useState<"tree" | "text">("tree");
  return (
    <div>
      <div className="flex flex-wrap items-center gap-1 border-line border-b px-3 py-1">
        <fieldset className="flex gap-0.5" aria-label="Form of the raw record">
          <Button variant="quiet" size="sm" aria-pressed={form === "tree"} onClick={() => setForm("tree")}>
            Tree
          </Button>
          <Button variant="quiet" size="sm" aria-pressed={form === "text"} onClick={() => setForm("text")}>
            Exact text
          </Button>
        </fieldset>
        <span className="text-ink-3 text-xs">{record.text.length.toLocaleString("en")} characters</span>
        <span className="ml-auto">
          {form === "tree" ? (
            <CopyButton label="Copy as indented JSON" text={() => formatValue(record.value)}>
              Copy JSON
            </CopyButton>
          ) : (
            <CopyButton label="Copy exact text" text={() => record.text}>
              Copy text
            </CopyButton>
          )}
        </span>
      </div>
      <div className="px-2 py-2">
        {form === "tree" ? (
          <JsonTree value={record.value} label="Raw record" />
        ) : (
          <ExactText text={record.text} />
        )}
      </div>
    </div>
  );
}

function ExactText({ text }: { text: string }) {
  const [slices, setSlices] = useState(1);
  const end = cutBefore(text, SLICE * slices);
  return (
    <div className="px-1 font-mono text-xs" dir="ltr">
      <PlainText text={text.slice(0, end)} />
      {end < text.length ? (
        <MoreButton onClick={() => setSlices(slices + 1)}>
          Show {Math.min(SLICE, text.length - end).toLocaleString("en")} of{" "}
          {(text.length - end).toLocaleString("en")} more characters
        </MoreButton>
      ) : null}
    </div>
  );
}
