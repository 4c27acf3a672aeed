import type { ReactNode } from "react";
import { visibleLine } from "@/components/ui";

const MAX_ENTRIES = 8;

function scalar(value: unknown): string {
  return typeof value === "string" ? `"${visibleLine(value)}"` : String(value);
}

function short(value: unknown, depth: number): ReactNode {
  if (Array.isArray(value)) {
    if (depth === 0) return <span className="text-ink-3">[{value.length}]</span>;
    return (
      <>
        <span className="text-ink-3">[</span>
        {value.slice(0, MAX_ENTRIES).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items of a value have no other identity and never move
          <span key={index}>
            {index > 0 ? ", " : ""}
            {short(item, depth - 1)}
          </span>
        ))}
        <span className="text-ink-3">{value.length > MAX_ENTRIES ? ", …]" : "]"}</span>
      </>
    );
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value);
    if (depth === 0) return <span className="text-ink-3">{entries.length === 0 ? "{}" : "{…}"}</span>;
    return (
      <>
        <span className="text-ink-3">{"{"}</span>
        {entries.slice(0, MAX_ENTRIES).map(([name, item], index) => (
          <span key={name}>
            {index > 0 ? ", " : ""}
            <span className="text-ink-3">{visibleLine(name)}: </span>
            {short(item, depth - 1)}
          </span>
        ))}
        <span className="text-ink-3">{entries.length > MAX_ENTRIES ? ", …}" : "}"}</span>
      </>
    );
  }
  return scalar(value);
}

/** JSON on one line: names faint, two levels open, the rest folded. Text that is no JSON is shown as it is. */
export function JsonTree({ text }: { text: string }) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Previews are cut after 160 characters, so most long ones are no longer JSON.
    return <>{visibleLine(text)}</>;
  }
  return <>{short(value, 2)}</>;
}
