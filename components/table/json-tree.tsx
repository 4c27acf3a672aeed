import type { ReactNode } from "react";
import { visibleLine } from "@/components/ui";
import { parseRecordText, type Value } from "@/lib/format";
import { closeCutJson } from "./close-cut-json";

const MAX_ENTRIES = 8;
/** JSON up to this length is shown whole; of longer JSON two levels are open. */
const SHORT_JSON = 160;

function short(value: Value, depth: number): ReactNode {
  switch (value.kind) {
    case "null":
      return "null";
    case "text":
      return `"${visibleLine(value.text())}"`;
    case "number":
    case "boolean":
      return value.text();
    case "list":
      return depth === 0 ? (
        <Faint>{value.size === 0 ? "[]" : "[…]"}</Faint>
      ) : (
        <List value={value} depth={depth} />
      );
    case "object":
      return depth === 0 ? (
        <Faint>{value.size === 0 ? "{}" : "{…}"}</Faint>
      ) : (
        <Fields value={value} depth={depth} />
      );
  }
}

function Faint({ children }: { children: ReactNode }) {
  return <span className="text-ink-3">{children}</span>;
}

function List({ value, depth }: { value: Value; depth: number }) {
  const items = [...value.items()];
  return (
    <>
      <Faint>[</Faint>
      {items.slice(0, MAX_ENTRIES).map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items of a value have no other identity and never move
        <span key={index}>
          {index > 0 ? ", " : ""}
          {short(item, depth - 1)}
        </span>
      ))}
      <Faint>{items.length > MAX_ENTRIES ? ", …]" : "]"}</Faint>
    </>
  );
}

function Fields({ value, depth }: { value: Value; depth: number }) {
  const fields = [...value.fields()];
  return (
    <>
      <Faint>{"{"}</Faint>
      {fields.slice(0, MAX_ENTRIES).map(([name, field], index) => (
        <span key={name}>
          {index > 0 ? ", " : ""}
          <Faint>{visibleLine(name)}: </Faint>
          {short(field, depth - 1)}
        </span>
      ))}
      <Faint>{fields.length > MAX_ENTRIES ? ", …}" : "}"}</Faint>
    </>
  );
}

/**
 * JSON on one line, its numbers with the digits of the file: short JSON whole, of long JSON two levels. Of what is so long
 * that the index keeps its beginning, that, followed by dots.
 */
export function JsonTree({ text }: { text: string }) {
  const closed = closeCutJson(text);
  let value: Value;
  try {
    value = parseRecordText(closed ?? text).value;
  } catch {
    // The data itself may end with dots.
    return <>{visibleLine(text)}</>;
  }
  const tree = short(value, closed === null && text.length <= SHORT_JSON ? Number.POSITIVE_INFINITY : 2);
  return (
    <>
      {tree}
      {closed === null ? null : " …"}
    </>
  );
}
