import type { Value } from "@/lib/format/value";

/** One line of the tree on the screen. `key` names its place: field names and indices, each after a NUL. */
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
  /** Stands for the children of `parent` that are not shown yet. */
  | { kind: "more"; key: string; level: number; parent: string; hidden: number };

export interface TreeState {
  /** Keys of open branches. */
  open: ReadonlySet<string>;
  /** How many children a branch shows, where it is not CHILDREN_SHOWN. */
  shown: ReadonlyMap<string, number>;
}

/** A branch shows this many children at first, and as many more on each request. */
export const CHILDREN_SHOWN = 100;
const FIRST_LINES = 40;

/**
 * The lines of a tree, top to bottom. Walks open branches only and keeps its own stack, so neither a wide nor a
 * deep record costs more than what it shows.
 */
export function flattenTree(root: Value, state: TreeState): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const pending: TreeLine[] = [lineFor(root, "", 1, null, state)];
  for (let line = pending.pop(); line; line = pending.pop()) {
    lines.push(line);
    if (line.kind !== "branch" || !line.isOpen) continue;
    const limit = state.shown.get(line.key) ?? CHILDREN_SHOWN;
    const children: TreeLine[] = [];
    for (const [name, value] of childrenOf(line.value)) {
      if (children.length === limit) break;
      // The index keeps a field that comes twice apart from its twin.
      children.push(lineFor(value, `${line.key}\0${children.length}\0${name}`, line.level + 1, name, state));
    }
    if (line.value.size > limit)
      children.push({
        kind: "more",
        key: `${line.key}\0more`,
        level: line.level + 1,
        parent: line.key,
        hidden: line.value.size - limit,
      });
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child) pending.push(child);
    }
  }
  return lines;
}

/** Opens the root, and whole levels below it while all of them together stay a screenful. */
export function openFirstLevels(root: Value): TreeState {
  const open = new Set<string>();
  let state: TreeState = { open, shown: new Map() };
  for (let level = 1; level <= 8; level += 1) {
    const lines = flattenTree(root, state);
    const closed = lines.filter((line) => line.kind === "branch" && !line.isOpen);
    const added = closed.reduce((sum, line) => sum + (line.kind === "branch" ? line.value.size : 0), 0);
    if (closed.length === 0 || (level > 1 && lines.length + added > FIRST_LINES)) break;
    state = { open: new Set([...state.open, ...closed.map((line) => line.key)]), shown: state.shown };
  }
  return state;
}

function lineFor(
  value: Value,
  key: string,
  level: number,
  name: string | number | null,
  state: TreeState,
): TreeLine {
  const isBranch = (value.kind === "object" || value.kind === "list") && value.size > 0;
  return isBranch
    ? { kind: "branch", key, level, name, value, isOpen: state.open.has(key) }
    : { kind: "leaf", key, level, name, value };
}

function* childrenOf(value: Value): Iterable<readonly [string | number, Value]> {
  if (value.kind === "object") yield* value.fields();
  else {
    // One by one: most lists are shown in part only.
    for (let index = 0; index < value.size; index += 1) {
      const item = value.item(index);
      if (item) yield [index, item];
    }
  }
}
