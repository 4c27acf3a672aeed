import type { Value } from "@/lib/format/value";

/** One line of the tree on the screen. `key` names its place: the index at each level, each after a slash. */
export type TreeLine =
  | { kind: "leaf"; key: string; level: number; name: string | number | null; value: Value }
  | {
      kind: "branch";
      key: string;
      level: number;
      name: string | number | null;
      value: Value;
      isOpen: boolean;
    }
  /** Stands for the children of `parent` from index `start` on that are not shown yet. */
  | { kind: "more"; key: string; level: number; parent: string; start: number; hidden: number };

/** A run of children by their indices; `end` is exclusive. */
interface Stretch {
  start: number;
  end: number;
}

export interface TreeState {
  /** Keys of open branches. */
  open: ReadonlySet<string>;
  /** Which children a branch shows, in order and apart, where it is not the first CHILDREN_SHOWN. */
  shown: ReadonlyMap<string, readonly Stretch[]>;
}

/** A branch shows this many children at first. */
const CHILDREN_SHOWN = 100;
const SHOWN_AT_FIRST: readonly Stretch[] = [{ start: 0, end: CHILDREN_SHOWN }];
/** Children shown before and after one that is looked for among thousands. */
const SHOWN_AROUND = 20;
/** A request for more never adds so many lines that the page stalls. */
const MORE_MAX = 2000;
const FIRST_LINES = 40;
const FIRST_LEVELS = 8;
/** What "expand all" may open of a tree. */
const ALL_LINES = 3000;
const ALL_LEVELS = 600;

/**
 * The lines of a tree, top to bottom. Looks at shown children only and keeps its own stack, so neither a wide nor a
 * deep record costs more than what it shows.
 */
export function flattenTree(root: Value, state: TreeState): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const pending: TreeLine[] = [lineFor(root, "", 1, null, state)];
  for (let line = pending.pop(); line; line = pending.pop()) {
    lines.push(line);
    if (line.kind !== "branch" || !line.isOpen) continue;
    const children = childLines(line.value, line.key, line.level + 1, state);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child) pending.push(child);
    }
  }
  return lines;
}

function childLines(parent: Value, parentKey: string, level: number, state: TreeState): TreeLine[] {
  const lines: TreeLine[] = [];
  const { size } = parent;
  const names = parent.names();
  let at = 0;
  const leaveOut = (end: number): void => {
    if (end > at)
      lines.push({
        kind: "more",
        key: `${parentKey}/more${at}`,
        level,
        parent: parentKey,
        start: at,
        hidden: end - at,
      });
  };
  for (const stretch of state.shown.get(parentKey) ?? SHOWN_AT_FIRST) {
    leaveOut(Math.min(stretch.start, size));
    for (let index = stretch.start; index < Math.min(stretch.end, size); index += 1) {
      const child = childAt(parent, index);
      // The index keeps a field that comes twice apart from its twin.
      if (child) lines.push(lineFor(child, `${parentKey}/${index}`, level, names[index] ?? index, state));
    }
    at = Math.min(stretch.end, size);
  }
  leaveOut(size);
  return lines;
}

/** Opens the root, and whole levels below it while all of them together stay a screenful. */
export function openFirstLevels(root: Value): TreeState {
  return openLevels(root, FIRST_LEVELS, FIRST_LINES);
}

/** Opens whole levels while all of them together can be drawn in one go. */
export function openAllLevels(root: Value): TreeState {
  return openLevels(root, ALL_LEVELS, ALL_LINES);
}

function openLevels(root: Value, levels: number, maxLines: number): TreeState {
  let state: TreeState = { open: new Set(), shown: new Map() };
  for (let level = 1; level <= levels; level += 1) {
    const lines = flattenTree(root, state);
    const closed = lines.flatMap((line) => (line.kind === "branch" && !line.isOpen ? [line] : []));
    const added = closed.reduce((sum, { value }) => sum + Math.min(value.size, CHILDREN_SHOWN + 1), 0);
    if (closed.length === 0 || (level > 1 && lines.length + added > maxLines)) break;
    state = { open: new Set([...state.open, ...closed.map((line) => line.key)]), shown: state.shown };
  }
  return state;
}

/** Opens or closes a branch, or shows more of the children that a line stands for. */
export function toggleLine(state: TreeState, line: TreeLine): TreeState {
  switch (line.kind) {
    case "leaf":
      return state;
    case "branch": {
      const open = new Set(state.open);
      if (!open.delete(line.key)) open.add(line.key);
      return { ...state, open };
    }
    case "more": {
      const stretches = state.shown.get(line.parent) ?? SHOWN_AT_FIRST;
      const before = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
      // Twice as many as there were.
      const end = line.start + Math.min(line.hidden, before, MORE_MAX);
      const shown = new Map(state.shown).set(line.parent, withStretch(stretches, { start: line.start, end }));
      return { ...state, shown };
    }
  }
}

/** Opens the branches around a place, and shows it among its neighbours; the same state when it is shown already. */
export function openPlace(state: TreeState, place: string): TreeState {
  const open = new Set(state.open);
  const shown = new Map(state.shown);
  let isChanged = false;
  let parent = "";
  for (const step of place.split("/").slice(1)) {
    const index = Number(step);
    if (!open.has(parent)) {
      open.add(parent);
      isChanged = true;
    }
    const stretches = shown.get(parent) ?? SHOWN_AT_FIRST;
    if (!stretches.some(({ start, end }) => index >= start && index < end)) {
      const around = { start: Math.max(0, index - SHOWN_AROUND), end: index + SHOWN_AROUND + 1 };
      shown.set(parent, withStretch(stretches, around));
      isChanged = true;
    }
    parent = `${parent}/${step}`;
  }
  return isChanged ? { open, shown } : state;
}

/** Stretches in order, those that touch made one. */
function withStretch(stretches: readonly Stretch[], added: Stretch): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of [...stretches, added].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || stretch.start > last.end) merged.push({ ...stretch });
    else last.end = Math.max(last.end, stretch.end);
  }
  return merged;
}

/** Item of a list or field of an object by its place. */
export function childAt(value: Value, index: number): Value | null {
  return value.kind === "object" ? value.fieldAt(index) : value.item(index);
}

export function isBranch(value: Value): boolean {
  return (value.kind === "object" || value.kind === "list") && value.size > 0;
}

function lineFor(
  value: Value,
  key: string,
  level: number,
  name: string | number | null,
  state: TreeState,
): TreeLine {
  return isBranch(value)
    ? { kind: "branch", key, level, name, value, isOpen: state.open.has(key) }
    : { kind: "leaf", key, level, name, value };
}
