"use client";

import { ChevronRight } from "lucide-react";
import { memo } from "react";
import type { Value } from "@/lib/format/value";
import type { TreeLine } from "./flatten-tree";
import { useFold } from "./fold-state";
import { treeNameKey, treeValueKey } from "./part-key";
import { TextPieces } from "./text-block";
import { toVisibleLine } from "./visible-characters";
import { VisibleText } from "./visible-text";

const TEXT_SHOWN = 300;
const NAME_SHOWN = 200;
/** A longer text is drawn piece by piece. */
const AT_ONCE_MAX = 20_000;
// Beyond this, indenting further would push the text out of the panel; the level is said instead.
const DEEPEST_INDENT = 16;

/** One line of a JSON tree. */
export const TreeLineView = memo(function TreeLineView({
  tree,
  line,
  isFocusTarget,
  onToggle,
  onFocus,
}: {
  /** Name of the tree. */
  tree: string;
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
      className="reader-tree-line flex min-h-5 cursor-default items-start gap-1 rounded-sm pr-1 hover:bg-surface-2"
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
            <Name name={line.name} findKey={treeNameKey(tree, line.key)} />
            <Shown findKey={treeValueKey(tree, line.key)} value={line.value} />
          </>
        )}
      </span>
    </div>
  );
});

function Name({ name, findKey }: { name: string | number | null; findKey: string }) {
  if (name === null) return null;
  return (
    <>
      {typeof name === "number" ? (
        <bdi className="text-ink-3">{name}</bdi>
      ) : (
        <bdi className="text-ink-2" data-part={findKey} data-start={0} data-end={NAME_SHOWN}>
          {toVisibleLine(name.slice(0, NAME_SHOWN)) || '""'}
        </bdi>
      )}
      <span className="text-ink-3">: </span>
    </>
  );
}

function Shown({ value, findKey }: { value: Value; findKey: string }) {
  if (value.kind === "text") return <LeafText text={value.text()} findKey={findKey} />;
  return (
    <span data-part={findKey} data-start={0} data-end="Infinity">
      {value.size > 0 ? <Summary value={value} /> : <Leaf value={value} />}
    </span>
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

function LeafText({ text, findKey }: { text: string; findKey: string }) {
  const [isWhole, setWhole] = useFold(`${findKey}.whole`, false);
  const hidden = text.length > TEXT_SHOWN * 1.2 ? text.length - TEXT_SHOWN : 0;
  const end = isWhole ? text.length : text.length - hidden;
  const button =
    hidden === 0 ? null : (
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
    );
  if (end > AT_ONCE_MAX)
    return (
      <>
        {button}
        <TextPieces partKey={findKey} text={text} markdown={false} isAtOnce />
      </>
    );
  return (
    <bdi className="whitespace-pre-wrap text-ink">
      "
      <span data-part={findKey} data-start={0} data-end={end}>
        <VisibleText text={text.slice(0, end)} />
      </span>
      {button === null ? (
        '"'
      ) : (
        <>
          {isWhole ? '" ' : "… "}
          {button}
        </>
      )}
    </bdi>
  );
}
