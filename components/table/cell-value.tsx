import { Check, Star, X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames, formatCount, formatNumber, visibleLine } from "@/components/ui";
import type { Cell } from "@/lib/engine";
import { type Column, type ColumnRole, isMarkColumn, MARK_COLUMNS } from "@/lib/schema";
import { fitChips } from "./fit-chips";
import { JsonTree } from "./json-tree";

/** What a cell needs to know besides its value. */
export interface CellContext {
  column: Column;
  role: ColumnRole | null;
  widthPx: number;
}

/** True for columns whose cells are set to the right. */
export function isNumeric(column: Column, role: ColumnRole | null): boolean {
  return (column.type === "integer" || column.type === "double") && role !== "id";
}

/** The items of a list that a cell has room for, and how many more there are. */
function Chips({
  items,
  role,
  widthPx,
}: {
  items: readonly Cell[];
  role: ColumnRole | null;
  widthPx: number;
}) {
  const texts = fitChips(items, (item) => listItem(item, role), widthPx);
  return (
    <span className="flex items-center gap-1 overflow-hidden">
      {texts.map((text, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: labels repeat and never move
          key={index}
          className={classNames(
            "rounded-sm bg-surface-3 px-1 py-px text-xs",
            // Where letters are wider than was thought, the last one gives way.
            index === texts.length - 1 ? "min-w-0 truncate" : "shrink-0",
          )}
        >
          {text}
        </span>
      ))}
      {items.length > texts.length ? (
        <span className="shrink-0 text-ink-3 text-xs">+{items.length - texts.length}</span>
      ) : null}
    </span>
  );
}

/** `vllm:kimi-k2@8001`: the model stands out, where it was served steps back. */
export function ModelName({ name }: { name: string }) {
  return modelParts(visibleLine(name)).map(({ text, isMinor }) => (
    <span key={text} className={isMinor ? "text-ink-3" : undefined}>
      {text}
    </span>
  ));
}

/** The name of a model, and what stands around it: who serves it, and where. */
export function modelParts(name: string): readonly { text: string; isMinor: boolean }[] {
  const [, server = "", model = name, place = ""] = /^([A-Za-z0-9_-]+:)?(.+?)(@[\w.:-]+)?$/.exec(name) ?? [];
  return [
    { text: server, isMinor: true },
    { text: model, isMinor: false },
    { text: place, isMinor: true },
  ].filter(({ text }) => text !== "");
}

/** A success as a mark with its word; never by colour alone. */
function SuccessMark({ isSuccess, word }: { isSuccess: boolean; word: string }) {
  const Icon = isSuccess ? Check : X;
  return (
    <span className={isSuccess ? "text-role-assistant" : "text-problem"}>
      <Icon aria-hidden className="mr-1 inline size-3.5 align-[-2px]" />
      {word}
    </span>
  );
}

function listItem(item: Cell, role: ColumnRole | null): string {
  if (item === null) return "—";
  const text = typeof item === "string" ? visibleLine(item) : String(item);
  return role === "labels" ? text.replace(/^\[|\]$/g, "") : text;
}

function numberText(value: number | bigint, role: ColumnRole | null): string {
  if (role === "id") return String(value);
  return typeof value === "bigint" ? formatCount(value) : formatNumber(value);
}

/** The text that a JSON text holds; null when it holds something else. */
function textOfJson(json: string): string | null {
  if (!json.startsWith('"')) return null;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : null;
  } catch {
    // Cut after 160 characters.
    return null;
  }
}

/** One value of the table, rendered by type and role. */
export function CellValue({ value, context }: { value: Cell; context: CellContext }): ReactNode {
  const { column, role } = context;
  // Only the data itself can say that a list is empty; where Loupe measures, there is nothing.
  const isNothing = value === null || (column.field === null && Array.isArray(value) && value.length === 0);
  // Most records have no mark; a sign in every one of them would be all there is to see.
  if (isNothing && isMarkColumn(column.name)) return null;
  if (isNothing) return <span className="text-ink-3 opacity-60">—</span>;
  if (value === "") return <span className="font-mono text-ink-3 text-xs">""</span>;
  if (value instanceof Date) {
    const text = value.toISOString();
    return column.type === "date"
      ? text.slice(0, "2026-12-01".length)
      : text.replace("T", " ").replace(/\.?0*Z$/, "");
  }
  if (Array.isArray(value)) {
    const items = value as readonly Cell[];
    if (items.length === 0) return <span className="text-ink-3 text-xs">empty list</span>;
    return <Chips {...{ items, role }} widthPx={context.widthPx} />;
  }
  if (column.name === MARK_COLUMNS.starred) {
    return <Star role="img" aria-label="starred" fill="currentColor" className="size-3.5 text-accent" />;
  }
  if (typeof value === "boolean") {
    const word = value ? "true" : "false";
    return role === "success" ? <SuccessMark isSuccess={value} word={word} /> : word;
  }
  if (typeof value === "bigint") return numberText(value, role);
  if (typeof value === "number") {
    const text = numberText(value, role);
    const isRounded = Number.isFinite(value) && Number(text.replaceAll(",", "")) !== value;
    return isRounded ? <span title={String(value)}>{text}</span> : text;
  }
  const text = String(value);
  if (column.type === "json") {
    // Ids of several types are kept as JSON; a name needs no quotes to be one.
    const name = role === "id" ? textOfJson(text) : null;
    if (name !== null) return visibleLine(name);
    return (
      <span className="font-mono text-xs">
        <JsonTree text={text} />
      </span>
    );
  }
  if (role === "teacher") return <ModelName name={text} />;
  if (role === "success" && /^(true|success|pass(ed)?|yes)$/i.test(text)) {
    return <SuccessMark isSuccess word={text} />;
  }
  if (role === "success" && /^(false|fail(ed|ure)?|no|error)$/i.test(text)) {
    return <SuccessMark isSuccess={false} word={text} />;
  }
  return visibleLine(text);
}
