"use client";

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { Value } from "@/lib/format/value";
import { CHILDREN_SHOWN, flattenTree, openFirstLevels, type TreeLine, type TreeState } from "./flatten-tree";
import { TreeLineView } from "./tree-line-view";

/** A value as a tree: opens and closes by click, arrow keys, Home, End and Enter; shows no more than is open. */
export function JsonTree({ value, label }: { value: Value; label: string }) {
  const [state, setState] = useState<TreeState>(() => openFirstLevels(value));
  const [focusKey, setFocusKey] = useState("");
  const tree = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => flattenTree(value, state), [value, state]);
  const focusIndex = Math.max(
    0,
    lines.findIndex((line) => line.key === focusKey),
  );

  const focusLine = (index: number): void => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    if (!line) return;
    setFocusKey(line.key);
    tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[lines.indexOf(line)]?.focus();
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
      ref={tree}
      role="tree"
      aria-label={label}
      onKeyDown={onKeyDown}
      className="font-mono text-xs"
      dir="ltr"
    >
      {lines.map((line, index) => (
        <TreeLineView
          key={line.key}
          line={line}
          isFocusTarget={index === focusIndex}
          onToggle={toggle}
          onFocus={setFocusKey}
        />
      ))}
    </div>
  );
}

function toggleLine(state: TreeState, line: TreeLine): TreeState {
  switch (line.kind) {
    case "leaf":
      return state;
    case "branch": {
      const open = new Set(state.open);
      if (!open.delete(line.key)) open.add(line.key);
      return { ...state, open };
    }
    case "more": {
      const shown = new Map(state.shown);
      // Twice as many, but never so many that the page stalls.
      const before = shown.get(line.parent) ?? CHILDREN_SHOWN;
      shown.set(line.parent, Math.min(before * 2, before + 2000));
      return { ...state, shown };
    }
  }
}
