"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Value } from "@/lib/format/value";
import {
  flattenTree,
  openAllLevels,
  openFirstLevels,
  openPlace,
  type TreeLine,
  type TreeState,
  toggleLine,
} from "./flatten-tree";
import { useAllOpen, useRevealed } from "./fold-state";
import { TreeLineView } from "./tree-line-view";

/** A value as a tree: opens and closes by click, arrow keys, Home, End and Enter; shows no more than is open. */
export function JsonTree({
  value,
  label,
  name,
}: {
  value: Value;
  label: string;
  /** Under which its texts are found; without it they are not. */
  name?: string;
}) {
  const ownName = useId();
  const tree = name ?? ownName;
  const isAllOpen = useAllOpen();
  const [seenAllOpen, setSeenAllOpen] = useState(isAllOpen);
  const open = () => (isAllOpen ? openAllLevels(value) : openFirstLevels(value));
  const [state, setState] = useState<TreeState>(open);
  // While rendering, since a page that is printed does not wait for effects.
  if (isAllOpen !== seenAllOpen) {
    setSeenAllOpen(isAllOpen);
    setState(open);
  }
  const revealed = useRevealed();
  useEffect(() => {
    if (revealed?.tree === tree) setState((before) => openPlace(before, revealed.path));
  }, [revealed, tree]);
  const [focusKey, setFocusKey] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => flattenTree(value, state), [value, state]);
  const focusIndex = Math.max(
    0,
    lines.findIndex((line) => line.key === focusKey),
  );

  const focusLine = (index: number): void => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    if (!line) return;
    setFocusKey(line.key);
    box.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[lines.indexOf(line)]?.focus();
  };
  const toggle = (line: TreeLine): void => {
    setFocusKey(line.key);
    setState((before) => toggleLine(before, line));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[focusIndex];
    if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = line.kind === "branch" && line.isOpen;
    switch (event.key) {
      case "ArrowDown":
        focusLine(focusIndex + 1);
        break;
      case "ArrowUp":
        focusLine(focusIndex - 1);
        break;
      case "Home":
        focusLine(0);
        break;
      case "End":
        focusLine(lines.length - 1);
        break;
      case "ArrowRight":
        if (isOpen) focusLine(focusIndex + 1);
        else if (line.kind !== "leaf") toggle(line);
        break;
      case "ArrowLeft":
        if (isOpen) toggle(line);
        else focusLine(lines.findLastIndex((other, index) => index < focusIndex && other.level < line.level));
        break;
      case "Enter":
      case " ":
        if (line.kind === "leaf") return;
        toggle(line);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // The lines are a flat list with levels: nesting them in the page would overflow at 500 levels.
    <div
      ref={box}
      role="tree"
      aria-label={label}
      onKeyDown={onKeyDown}
      className="font-mono text-xs"
      dir="ltr"
    >
      {lines.map((line, index) => (
        <TreeLineView
          key={line.key}
          tree={tree}
          line={line}
          isFocusTarget={index === focusIndex}
          onToggle={toggle}
          onFocus={setFocusKey}
        />
      ))}
    </div>
  );
}
