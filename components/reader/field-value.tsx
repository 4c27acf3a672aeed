"use client";

import { type ReactNode, useMemo, useState } from "react";
import { parseRecordText } from "@/lib/format";
import type { Value } from "@/lib/format/value";
import { useExact, usePartKey } from "./fold-state";
import { formatValue } from "./format-value";
import { JsonTree } from "./json-tree";
import { MoreButton } from "./more-button";
import { TextBlock } from "./text-block";
import { VisibleText } from "./visible-text";

const FIELD_LINES = 8;
const CHIPS_SHOWN = 40;

/** A field of a record by its type: number, text, list of scalars as chips, anything nested as a tree. */
export function FieldValue({ name, value }: { name: string; value: Value }) {
  switch (value.kind) {
    case "null":
      return (
        <Findable>
          <span className="text-ink-3">null</span>
        </Findable>
      );
    case "number":
    case "boolean":
      return (
        <Findable>
          <span className="font-mono">{value.text()}</span>
        </Findable>
      );
    case "text":
      return <FieldText name={name} text={value.text()} />;
    case "list":
      if (value.size === 0) return <span className="text-ink-3">empty list</span>;
      return <Nested name={name} value={value} />;
    case "object":
      if (value.size === 0) return <span className="text-ink-3">empty object</span>;
      return <Nested name={name} value={value} />;
  }
}

/** The text that finding in a record looks through for a field: that of a text, else JSON. */
export function searchedText(value: Value): string {
  if (value.kind === "text") return value.text();
  return (value.kind === "list" || value.kind === "object") && value.size === 0 ? "" : formatValue(value);
}

/** What stands here shows all of the field around, in whatever form. */
function Findable({ children }: { children: ReactNode }) {
  return (
    <div data-part={usePartKey()} data-start={0} data-end="Infinity">
      {children}
    </div>
  );
}

/** As chips or a tree; as JSON where a match is in what those do not show. */
function Nested({ name, value }: { name: string; value: Value }) {
  const [isExact, setExact] = useExact(usePartKey());
  const json = useMemo(() => (isExact ? formatValue(value) : ""), [isExact, value]);
  if (isExact)
    return (
      <div>
        <TextBlock text={json} maxLines={FIELD_LINES} markdown={false} />
        <MoreButton onClick={() => setExact(false)}>
          Show as {isScalarList(value) ? "a list" : "a tree"}
        </MoreButton>
      </div>
    );
  return (
    <Findable>
      {isScalarList(value) ? <Chips value={value} /> : <JsonTree value={value} label={name} />}
    </Findable>
  );
}

function FieldText({ name, text }: { name: string; text: string }) {
  const parsed = useMemo(() => parseNested(text), [text]);
  const [isExact, setExact] = useExact(usePartKey());
  if (text === "") return <span className="text-ink-3">empty text</span>;
  if (parsed && !isExact)
    return (
      <div>
        <Findable>
          <JsonTree value={parsed} label={name} />
        </Findable>
        <MoreButton onClick={() => setExact(true)}>Text that holds JSON: show the text</MoreButton>
      </div>
    );
  // An identifier such as __init__ must not turn bold; only text that looks written is read as Markdown.
  if (!parsed && /\n|\$|\\[([]/.test(text)) return <TextBlock text={text} maxLines={FIELD_LINES} />;
  return <TextBlock text={text} maxLines={FIELD_LINES} markdown={false} />;
}

function Chips({ value }: { value: Value }) {
  const [isWhole, setWhole] = useState(false);
  const limit = isWhole ? value.size : Math.min(value.size, CHIPS_SHOWN);
  const chips = [];
  for (let index = 0; index < limit; index += 1) {
    const item = value.item(index);
    chips.push(
      <li key={index} className="max-w-full rounded-sm bg-surface-3 px-1.5 [overflow-wrap:anywhere]">
        <bdi>
          {item && item.kind !== "null" ? (
            <VisibleText text={item.text()} />
          ) : (
            <span className="text-ink-3">null</span>
          )}
        </bdi>
      </li>,
    );
  }
  return (
    <div>
      <ul className="flex flex-wrap gap-1">{chips}</ul>
      {limit < value.size ? (
        <MoreButton onClick={() => setWhole(true)}>
          Show {(value.size - limit).toLocaleString("en")} more
        </MoreButton>
      ) : null}
    </div>
  );
}

function isScalarList(value: Value): boolean {
  if (value.kind !== "list") return false;
  for (const item of value.items()) {
    if (item.kind === "list" || item.kind === "object" || (item.kind === "text" && item.length > 200))
      return false;
  }
  return true;
}

/** The value of a text that holds a JSON object or list; null when it does not. */
function parseNested(text: string): Value | null {
  if (text.length > 1_000_000 || !/^\s*(?:\{\s*["}]|\[\s*[[{"\d\]])/.test(text.slice(0, 200))) return null;
  try {
    return parseRecordText(text).value;
  } catch {
    return null;
  }
}
