"use client";

import { BookOpen, ChevronDown, ChevronUp, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { readOptionsFor, TextDiff } from "@/components/reader";
import { useShortcuts } from "@/components/shell/use-shortcuts";
import { classNames, formatCount, IconButton, visibleLine } from "@/components/ui";
import { conversationScript } from "@/lib/compare";
import { readConversation } from "@/lib/conversation";
import type { Value, ValueKind } from "@/lib/format";
import { comparedJson, comparedText, fieldText, isSameField } from "./field-values";
import type { PairSteps, ReadRecord } from "./model";

interface SideRecord {
  name: string;
  /** The conversation as text. */
  script: string;
  /** The other fields by name, but for those without a value. */
  fields: ReadonlyMap<string, Value>;
  /** Fields that hold the conversation, as they are written. */
  written: ReadonlyMap<string, string>;
}

async function readSide({ of, row, name }: ReadRecord, signal: AbortSignal): Promise<SideRecord> {
  const { value } = await of.dataset.readRecord(row, signal);
  const { columns } = of.side.scope;
  const conversation = readConversation(value, readOptionsFor(null, of.roles, columns));
  const filled = [...value.fields()].filter(([, held]) => held.kind !== "null");
  const isUsed = ([field]: readonly [string, Value]) => conversation.usedFields.includes(field);
  return {
    name,
    script: conversationScript(conversation),
    fields: new Map(filled.filter((entry) => !isUsed(entry))),
    written: new Map(filled.filter(isUsed).map(([field, held]) => [field, comparedText(held)])),
  };
}

interface Reading {
  /** Names the records. */
  of: string;
  sides: readonly SideRecord[];
  error: string | null;
}

/** Whether focus may go to the difference: nobody is typing, or at something else beside the comparison. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return (
    activeElement === null || activeElement === document.body || activeElement.matches("[data-scroll-root] *")
  );
}

/** Two records, word by word where they differ; or one that has no other. Region `Record difference`. */
export function PairReader({
  name,
  title,
  records,
  steps,
  onClose,
  onOpenA,
}: {
  /** Names the records. */
  name: string;
  title: string;
  /** Empty while they cannot be read yet. */
  records: readonly ReadRecord[];
  steps: PairSteps | null;
  onClose: () => void;
  /** Opens the record of A in the reader. */
  onOpenA: (() => void) | undefined;
}) {
  const [reading, setReading] = useState<Reading | null>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (records.length === 0) return;
    const abort = new AbortController();
    const say = (sides: readonly SideRecord[], error: string | null) => {
      if (!abort.signal.aborted) setReading({ of: name, sides, error });
    };
    Promise.all(records.map((record) => readSide(record, abort.signal))).then(
      (sides) => say(sides, null),
      (cause: unknown) => say([], cause instanceof Error ? cause.message : String(cause)),
    );
    return () => abort.abort();
  }, [name, records]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other records are read from their start
  useEffect(() => {
    if (isFocusFree()) body.current?.focus({ preventScroll: true });
    body.current?.scrollTo({ top: 0 });
  }, [name]);
  useShortcuts({ j: steps?.next, k: steps?.previous, Escape: onClose });

  const [first, second] = records;
  const now = reading?.of === name ? reading : null;
  const [before, after] = now?.sides ?? [];
  return (
    <section
      aria-label="Record difference"
      className={classNames(
        "flex h-full min-w-0 flex-col",
        first?.of !== second?.of && second !== undefined && "in-side-colours",
      )}
    >
      <header className="flex shrink-0 items-center gap-1 border-line border-b py-1 pr-1.5 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-medium">
          <bdi>{visibleLine(title)}</bdi>{" "}
          <span className="font-normal text-ink-3 text-xs">
            {first === undefined
              ? ""
              : second === undefined
                ? `only in ${first.name}`
                : `${first.name} against ${second.name}`}
          </span>
        </h2>
        {steps === null ? null : (
          <>
            <span className="shrink-0 px-1 text-ink-3 text-xs">
              {steps.place === null ? "" : `${formatCount(steps.place + 1)} of ${formatCount(steps.total)}`}
            </span>
            <IconButton
              label="Previous pair"
              shortcut="k"
              icon={<ChevronUp />}
              disabled={steps.previous === undefined}
              onClick={steps.previous}
            />
            <IconButton
              label="Next pair"
              shortcut="j"
              icon={<ChevronDown />}
              disabled={steps.next === undefined}
              onClick={steps.next}
            />
          </>
        )}
        {onOpenA === undefined ? null : (
          <IconButton label="Open the record of A" icon={<BookOpen />} onClick={onOpenA} />
        )}
        <IconButton label="Close difference" shortcut="Esc" icon={<X />} onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
      <div ref={body} tabIndex={0} className="-outline-offset-2 min-h-0 flex-1 overflow-auto pb-6">
        {records.length === 0 ? (
          <p className="px-3 py-3 text-ink-3">Shown once every row is read.</p>
        ) : now === null ? (
          <p className="px-3 py-3 text-ink-3">Reading the records</p>
        ) : now.error !== null || before === undefined ? (
          <p role="alert" className="px-3 py-3 text-problem">
            {now.error}
          </p>
        ) : after === undefined ? (
          <LoneRecord of={before} />
        ) : (
          <Differences a={before} b={after} />
        )}
      </div>
    </section>
  );
}

function LoneRecord({ of }: { of: SideRecord }) {
  return (
    <>
      <Part title="conversation">
        <PlainText text={of.script} />
      </Part>
      {[...of.fields].map(([name, value]) => (
        <Part key={name} title={name}>
          <PlainText text={fieldText(value)} />
        </Part>
      ))}
    </>
  );
}

function Differences({ a, b }: { a: SideRecord; b: SideRecord }) {
  const names = [...new Set([...a.fields.keys(), ...b.fields.keys()])];
  const isSame = (name: string) => isSameField(a.fields.get(name) ?? null, b.fields.get(name) ?? null);
  const differing = names.filter((name) => !isSame(name));
  const isSameScript = a.script === b.script;
  // Roles and content are the conversation; what else its messages hold is seen only in how they are written.
  const written = isSameScript
    ? [...a.written].filter(([name, text]) => (b.written.get(name) ?? text) !== text)
    : [];
  const equal = [...(isSameScript ? ["conversation"] : []), ...names.filter(isSame)];
  return (
    <>
      {isSameScript ? null : (
        <Part title="conversation">
          <TextDiff before={{ name: a.name, text: a.script }} after={{ name: b.name, text: b.script }} />
        </Part>
      )}
      {differing.map((name) => (
        <FieldDifference key={name} {...{ name, a, b }} />
      ))}
      {written.map(([name, text]) => (
        <Part key={name} title={name} note="the same roles and content, written otherwise">
          <TextDiff
            before={{ name: a.name, text }}
            after={{ name: b.name, text: b.written.get(name) ?? "" }}
          />
        </Part>
      ))}
      <p className="px-3 pt-3 text-ink-2">
        {isSameScript && differing.length + written.length === 0
          ? "The records are the same."
          : `The same in both: ${equal.join(", ") || "nothing"}.`}
      </p>
      {isSameScript ? (
        <Part title="conversation">
          <PlainText text={a.script} />
        </Part>
      ) : null}
    </>
  );
}

const KINDS: Record<ValueKind, string> = {
  null: "no value",
  boolean: "a boolean",
  number: "a number",
  text: "a text",
  list: "a list",
  object: "an object",
};

/** A field of one record only, of two kinds, or with other content. */
function FieldDifference({ name, a, b }: { name: string; a: SideRecord; b: SideRecord }) {
  const [x, y] = [a.fields.get(name) ?? null, b.fields.get(name) ?? null];
  if (x === null || y === null) {
    const [side, value] = x === null ? [b, y] : [a, x];
    return (
      <Part title={name} note={`only in ${side.name}`}>
        <TextDiff
          before={{ name: a.name, text: x === null ? "" : comparedText(x) }}
          after={{ name: b.name, text: y === null ? "" : comparedText(y) }}
        />
        {value === null || comparedText(value) !== "" ? null : (
          <p className="px-3 pb-2 text-ink-3 text-xs">an empty text</p>
        )}
      </Part>
    );
  }
  // Of two kinds, the quotes of JSON tell a number from its digits.
  const isOneKind = x.kind === y.kind;
  const textOf = isOneKind ? comparedText : comparedJson;
  return (
    <Part title={name} note={isOneKind ? "" : `${KINDS[x.kind]} in ${a.name}, ${KINDS[y.kind]} in ${b.name}`}>
      <TextDiff before={{ name: a.name, text: textOf(x) }} after={{ name: b.name, text: textOf(y) }} />
    </Part>
  );
}

function Part({ title, note = "", children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-line border-b">
      <h3 className="px-3 pt-2.5 pb-1 font-medium text-ink-2 text-xs">
        <bdi>{visibleLine(title)}</bdi>
        {note === "" ? null : <span className="font-normal text-ink-3"> · {note}</span>}
      </h3>
      {children}
    </section>
  );
}

/** Beginning of a long text: the rest is in the record itself. */
const SHOWN_CHARS = 20_000;

function PlainText({ text }: { text: string }) {
  const left = text.length - SHOWN_CHARS;
  return (
    <p dir="auto" className="whitespace-pre-wrap px-3 pb-2.5 [overflow-wrap:anywhere]">
      {text.slice(0, SHOWN_CHARS)}
      {left > 0 ? (
        <span className="block text-ink-3 text-xs">{left.toLocaleString("en")} more characters</span>
      ) : null}
    </p>
  );
}
