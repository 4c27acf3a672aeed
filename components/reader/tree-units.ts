import type { Value } from "@/lib/format/value";
import type { FindUnit } from "./find-units";
import { childAt, isBranch } from "./flatten-tree";
import { treeNameKey, treeValueKey } from "./part-key";

/** Levels below this are searched as one text: a path of each would grow with the square of the depth. */
const LEVELS_MAX = 500;

interface Branch {
  value: Value;
  names: readonly string[];
  size: number;
  next: number;
  path: string;
  level: number;
}

/**
 * Names of fields and values of a tree, top to bottom, in the form that its lines show them. Lazy, since a record may
 * have as many as it likes; keeps its own stack, since it may be as deep as it likes.
 */
export function* treeUnits(root: Value, tree: string): Generator<FindUnit> {
  const stack: Branch[] = [];
  const unit = (key: string, text: string, path: string): FindUnit => ({
    key,
    text,
    message: 0,
    folds: [],
    place: { tree, path },
  });
  const enter = (value: Value, path: string, level: number): void => {
    stack.push({ value, names: value.names(), size: value.size, next: 0, path, level });
  };
  if (isBranch(root)) enter(root, "", 1);
  else if (textOf(root) !== "") yield unit(treeValueKey(tree, ""), textOf(root), "");
  for (let branch = stack.at(-1); branch; branch = stack.at(-1)) {
    if (branch.next === branch.size) {
      stack.pop();
      continue;
    }
    const index = branch.next++;
    const child = childAt(branch.value, index);
    if (child === null) continue;
    const path = `${branch.path}/${index}`;
    const name = branch.names[index] ?? "";
    if (name !== "") yield unit(treeNameKey(tree, path), name, path);
    if (isBranch(child) && branch.level < LEVELS_MAX) enter(child, path, branch.level + 1);
    else {
      const text = isBranch(child) ? textBelow(child) : textOf(child);
      if (text !== "") yield unit(treeValueKey(tree, path), text, path);
    }
  }
}

/** All names and values of a branch, one in a line. */
function textBelow(root: Value): string {
  const texts: string[] = [];
  const pending: Value[] = [root];
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (!isBranch(value)) texts.push(textOf(value));
    else {
      for (const name of value.names()) texts.push(name);
      for (let index = value.size - 1; index >= 0; index -= 1) {
        const child = childAt(value, index);
        if (child) pending.push(child);
      }
    }
  }
  return texts.filter((text) => text !== "").join("\n");
}

function textOf(value: Value): string {
  return value.kind === "null" ? "null" : value.text();
}
