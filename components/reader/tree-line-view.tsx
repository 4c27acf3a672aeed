"use client";

import { ChevronRight } from "lucide-react";
import { memo, useState } from "react";
import type { Value } from "@/lib/format/value";
import type { TreeLine } from "./flatten-tree";
import { toVisibleLine } from "./visible-characters";
import { VisibleText } from "./visible-text";

const TEXT_SHOWN = 300;
// Beyond this, indenting further would push the text out of the panel; the level is said instead.
const DEEPEST_INDENT = 16;

/** One line of a JSON tree. */
export const TreeLineView = memo(function TreeLineView({
  line,
  isFocusTarget,
  onToggle,
  onFocus,
}: {
  line: TreeLine;
  isFocusTarget: boolean;
  onToggle: (line: TreeLine) => void;
  onFocus: (key: string) => void;
}) {
  const depth = line.level - 1;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles keys for all its lines
    <div
      role="treeitem"
      aria-level={line.level}
      aria-expanded={line.kind === "branch" ? line.isOpen : undefined}
      aria-selected={false}
      tabIndex={isFocusTarget ? 0 : -1}
      onClick={() => onToggle(line)}
      onFocus={() => onFocus(line.key)}
      style={{ paddingLeft: `${Math.min(depth, DEEPEST_INDENT) * 12 + 4}px` }}
      className="flex min-h-5 cursor-default items-start gap-1 rounded-sm pr-1 hover:bg-surface-2"
    >
      {line.kind === "branch" ? (
        <ChevronRight
          aria-hidden
          className={`mt-0.5 size-3.5 shrink-0 text-ink-3 ${line.isOpen ? "rotate-90" : ""}`}
        />
      ) : (
        <span aria-hidden className="w-3.5 shrink-0" />
      )}
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {depth > DEEPEST_INDENT ? <span className="text-ink-3">level {line.level} · </span> : null}
        {line.kind === "more" ? (
          <span className="text-accent">{line.hidden.toLocaleString("en")} more</span>
        ) : (
          <>
            <Name name={line.name} />
            {line.kind === "branch" ? <Summary value={line.value} /> : <Leaf value={line.value} />}
          </>
        )}
      </span>
    </div>
  );
});

function Name({ name }: { name: string | number | null }) {
  if (name === null) return null;
  const shown = typeof name === "number" ? String(name) : toVisibleLine(name.slice(0, 200)) || '""';
  return (
    <>
      <bdi className={typeof name === "number" ? "text-ink-3" : "text-ink-2"}>{shown}</bdi>
      <span className="text-ink-3">: </span>
    </>
  );
}

function Summary({ value }: { value: Value }) {
  const noun =
    value.kind === "list" ? (value.size === 1 ? "item" : "items") : value.size === 1 ? "field" : "fields";
  return (
    <span className="text-ink-3">
      {value.kind === "list" ? "[ ]" : "{ }"} {value.size.toLocaleString("en")} {noun}
    </span>
  );
}

function Leaf({ value }: { value: Value }) {
  switch (value.kind) {
    case "text":
      return <LeafText text={value.text()} />;
    case "null":
      return <span className="text-ink-3">null</span>;
    case "number":
    case "boolean":
      return <span className="text-role-user">{value.text()}</span>;
    case "list":
      return <span className="text-ink-3">[ ] empty</span>;
    case "object":
      return <span className="text-ink-3">{"{ }"} empty</span>;
  }
}

function LeafText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const hidden = text.length > TEXT_SHOWN * 1.2 ? text.length - TEXT_SHOWN : 0;
  return (
    <bdi className="whitespace-pre-wrap text-ink">
      "<VisibleText text={isWhole ? text : text.slice(0, text.length - hidden)} />
      {hidden === 0 ? (
        '"'
      ) : (
        <>
          {isWhole ? '" ' : "… "}
          <button
            type="button"
            tabIndex={-1}
            className="text-accent"
            onClick={(event) => {
              event.stopPropagation();
              setWhole(!isWhole);
            }}
          >
            {isWhole ? "less" : `${hidden.toLocaleString("en")} more characters`}
          </button>
        </>
      )}
    </bdi>
  );
}
