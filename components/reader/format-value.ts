import type { Value } from "@/lib/format/value";

type LeavesOut = (name: string, value: Value, depth: number) => boolean;

/**
 * A value as indented JSON. Numbers keep their digits, unless `scalarText` writes them otherwise; repeated keys stay.
 * Safe at any depth. `leavesOut` says which fields of objects are not written; `depth` is 0 for those of the root.
 */
export function formatValue(
  root: Value,
  leavesOut: LeavesOut = () => false,
  scalarText: (value: Value) => string = formatScalar,
): string {
  let json = "";
  type Frame = { iterator: Iterator<readonly [string | null, Value]>; close: string; isFirst: boolean };
  const stack: Frame[] = [];
  const open = (value: Value): void => {
    if (value.kind !== "object" && value.kind !== "list") json += scalarText(value);
    else if (value.size === 0) json += value.kind === "object" ? "{}" : "[]";
    else {
      json += value.kind === "object" ? "{" : "[";
      stack.push({
        iterator: entriesOf(value, leavesOut, stack.length)[Symbol.iterator](),
        close: value.kind === "object" ? "}" : "]",
        isFirst: true,
      });
    }
  };
  open(root);
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const next = frame.iterator.next();
    if (next.done) {
      stack.pop();
      json += frame.isFirst ? frame.close : `\n${"  ".repeat(stack.length)}${frame.close}`;
      continue;
    }
    const [name, value] = next.value;
    json += `${frame.isFirst ? "" : ","}\n${"  ".repeat(stack.length)}`;
    if (name !== null) json += `${JSON.stringify(name)}: `;
    frame.isFirst = false;
    open(value);
  }
  return json;
}

/** A scalar as JSON text. */
export function formatScalar(value: Value): string {
  return value.kind === "text" ? JSON.stringify(value.text()) : value.kind === "null" ? "null" : value.text();
}

function* entriesOf(
  value: Value,
  leavesOut: LeavesOut,
  depth: number,
): Iterable<readonly [string | null, Value]> {
  if (value.kind !== "object") for (const item of value.items()) yield [null, item];
  else for (const field of value.fields()) if (!leavesOut(field[0], field[1], depth)) yield field;
}
