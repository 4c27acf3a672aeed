"use client";

import { Button } from "@/components/ui";
import type { RawRecord } from "@/lib/ingest/dataset";
import { CopyButton } from "./copy-button";
import { useExact } from "./fold-state";
import { formatValue } from "./format-value";
import { JsonTree } from "./json-tree";
import { RAW_TEXT, RAW_TREE } from "./part-key";
import { TextPieces } from "./text-block";

/** The record as it stands in its file: a tree, or its exact text. Both can be copied. */
export function RawRecordView({ record }: { record: RawRecord }) {
  const [isText, setText] = useExact(RAW_TEXT);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-1 border-line border-b px-3 py-1">
        <fieldset className="flex gap-0.5" aria-label="Form of the raw record">
          <Button variant="quiet" size="sm" aria-pressed={!isText} onClick={() => setText(false)}>
            Tree
          </Button>
          <Button variant="quiet" size="sm" aria-pressed={isText} onClick={() => setText(true)}>
            Exact text
          </Button>
        </fieldset>
        <span className="text-ink-3 text-xs">{record.text.length.toLocaleString("en")} characters</span>
        <span className="ml-auto">
          {isText ? (
            <CopyButton label="Copy exact text" text={() => record.text}>
              Copy text
            </CopyButton>
          ) : (
            <CopyButton label="Copy as indented JSON" text={() => formatValue(record.value)}>
              Copy JSON
            </CopyButton>
          )}
        </span>
      </div>
      <div className="reader-raw px-2 py-2">
        {isText ? (
          <div className="px-1 font-mono text-xs" dir="ltr">
            <TextPieces partKey={RAW_TEXT} text={record.text} markdown={false} isAtOnce />
          </div>
        ) : (
          <JsonTree value={record.value} label="Raw record" name={RAW_TREE} />
        )}
      </div>
    </div>
  );
}
