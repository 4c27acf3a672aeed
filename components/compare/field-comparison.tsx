"use client";

import { Fragment } from "react";
import { useLiveQuery } from "@/components/shell/use-live-query";
import { classNames, formatCount, formatPercent, formatUnits } from "@/components/ui";
import { describeFields } from "@/lib/card";
import { compareFields, type FieldComparison, type SideField } from "@/lib/compare";
import { rowIds, totalView } from "@/lib/query";
import { AnswerNote, CompareSection } from "./compare-section";
import type { ComparedSide } from "./model";

/** Records whose nested fields are looked at for their types. */
const SAMPLED_RECORDS = 5;

async function fieldsOf({ dataset, side }: ComparedSide, signal: AbortSignal) {
  const { engine, scope } = side;
  const sample = (await rowIds(engine, scope, SAMPLED_RECORDS, signal).next()).value ?? [];
  const records = await Promise.all(sample.map((row: number) => dataset.readRecord(row, signal)));
  const totals = await totalView(engine, scope, 1, signal);
  const values = records.map((record) => record.value);
  return { rows: totals.rows, fields: describeFields(scope.columns, totals.filled, values) };
}

const WORDS: Record<FieldComparison["kind"], string> = {
  same: "same type",
  "type-differs": "type differs",
  "only-a": "only in A",
  "only-b": "only in B",
};

/** Fields of one side only, fields of two types, and how many records have a value in each. */
export function FieldComparisonView({ a, b }: { a: ComparedSide; b: ComparedSide }) {
  const answer = useLiveQuery(a.dataset, JSON.stringify([a.key, b.key]), 0, async (_, signal) => {
    const left = await fieldsOf(a, signal);
    const right = await fieldsOf(b, signal);
    return { rowsA: left.rows, rowsB: right.rows, fields: compareFields(left.fields, right.fields) };
  });
  const { value } = answer;
  if (value === null) {
    return (
      <CompareSection title="Fields">
        <AnswerNote error={answer.error} words="Counting" />
      </CompareSection>
    );
  }
  const of = (kind: FieldComparison["kind"]) => value.fields.filter((field) => field.kind === kind).length;
  const note = `${formatUnits(value.fields.length, "field")}: ${formatCount(of("only-a"))} only in A, ${formatCount(of("only-b"))} only in B, ${formatCount(of("type-differs"))} of different types`;
  const sides = [
    { name: "A", side: (field: FieldComparison) => field.a },
    { name: "B", side: (field: FieldComparison) => field.b },
  ] as const;
  return (
    <CompareSection title="Fields" note={note}>
      <div className="overflow-x-auto">
        <table className="compare-table w-full @max-xl:table-fixed text-left">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Type in A</th>
              <th scope="col">Type in B</th>
              <th scope="col" className="@max-xl:hidden text-right">
                With a value in A
              </th>
              <th scope="col" className="@max-xl:hidden text-right">
                With a value in B
              </th>
              <th scope="col" className="@max-xl:hidden">
                Verdict
              </th>
            </tr>
          </thead>
          <tbody>
            {value.fields.map((field) => (
              <tr key={field.name} className={field.kind === "same" ? "" : "bg-accent-soft"}>
                <th scope="row" className="font-medium">
                  <bdi className="@max-xl:[overflow-wrap:anywhere]">
                    <Breakable text={field.name} />
                  </bdi>
                  {/* On a phone three columns say it all: what has one of its own elsewhere stands below. */}
                  <span
                    className={classNames(
                      "@xl:hidden block font-normal text-xs",
                      field.kind === "same" && "text-ink-3",
                    )}
                  >
                    {WORDS[field.kind]}
                  </span>
                </th>
                {sides.map(({ name, side }) => (
                  <td key={name}>
                    <span className="font-mono text-xs [overflow-wrap:anywhere]">
                      <Breakable text={side(field)?.type ?? ""} />
                    </span>
                    <Filled
                      className="@xl:hidden block whitespace-nowrap text-xs"
                      {...{ name, value }}
                      field={side(field)}
                    />
                  </td>
                ))}
                {sides.map(({ name, side }) => (
                  <td key={name} className="@max-xl:hidden text-right">
                    <Filled {...{ name, value }} field={side(field)} />
                  </td>
                ))}
                <td className={classNames("@max-xl:hidden", field.kind === "same" && "text-ink-3")}>
                  {WORDS[field.kind]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </CompareSection>
  );
}

/** A name or a type that may go on in the next line where a part of it ends, rather than anywhere. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[_<.])/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
    <Fragment key={place}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** In how many records of a side a field has a value: "44,301 · 100%". */
function Filled({
  name,
  field,
  value,
  className = "",
}: {
  name: "A" | "B";
  field: SideField | null;
  value: { rowsA: number; rowsB: number };
  className?: string;
}) {
  if (field === null) return null;
  if (field.filled === null) {
    return (
      <span
        className={classNames("text-ink-3", className)}
        title="A conversation is left in the file: the index counts its messages, not its field"
      >
        not counted
      </span>
    );
  }
  const rows = name === "A" ? value.rowsA : value.rowsB;
  return (
    <span className={className}>
      {formatCount(field.filled)}{" "}
      <span className="text-ink-3">· {formatPercent(field.filled, rows) || "0%"}</span>
    </span>
  );
}
