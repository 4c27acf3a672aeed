import type { Engine } from "@/lib/engine";
import type { LengthRange } from "@/lib/schema";
import { labelNumberSql } from "../label-number-sql";
import type { Scope } from "../model";
import { quoteDouble, quoteText, quoteTexts } from "../quote";
import { conditionSql } from "../where-sql";

const TABLE = "label_lengths";

/** An empty table of the lengths of labelled messages. */
export function resetLabelLengthsSql(): string {
  return `CREATE OR REPLACE TABLE ${TABLE} (_row BIGINT, label VARCHAR, words INTEGER, chars INTEGER)`;
}

/** Lists go as one text each: a list of so many numbers takes the database twenty times as long to parse. */
export function insertLabelLengthsSql(
  lengths: {
    rows: readonly number[];
    labelPlaces: readonly number[];
    words: readonly number[];
    chars: readonly number[];
    labels: readonly string[];
  },
  rowStart: number,
): string {
  const list = (values: readonly number[]) => `unnest(string_split('${values.join()}', ','))`;
  const { rows, labelPlaces, words, chars, labels } = lengths;
  const lists = `SELECT ${list(rows)} AS r, ${list(labelPlaces)} AS p, ${list(words)} AS w, ${list(chars)} AS c`;
  return `INSERT INTO ${TABLE} SELECT CAST(r AS BIGINT) + ${rowStart}, list_extract(${quoteTexts(labels)}, CAST(p AS INTEGER) + 1), CAST(w AS INTEGER), CAST(c AS INTEGER) FROM (${lists})`;
}

export interface HitRate {
  label: string;
  /** Messages with the label in view (without the filter on labels), and those of the range among them. */
  messages: number;
  hits: number;
  /** Messages of the dataset. */
  total: number;
  range: LengthRange | null;
  /** 10th, 50th and 90th percentile of the lengths in view; null where no message is in view. */
  spread: readonly number[] | null;
}

/** How many messages of each label have a length in the label's range, in the order of labels. */
export async function hitRates(
  engine: Engine,
  scope: Scope,
  columnName: string,
  unit: "words" | "chars",
  rangeOf: (label: string) => LengthRange | null,
  signal?: AbortSignal,
): Promise<HitRate[]> {
  const found = await engine.query(
    `SELECT label, count(*) AS total FROM ${TABLE} GROUP BY label ORDER BY ${labelNumberSql("label")} NULLS LAST, label`,
    signal,
  );
  const labels = found.column("label").map(String);
  if (labels.length === 0) return [];
  const ranges = labels.map(rangeOf);
  const branches = labels.flatMap((label, place) => {
    const range = ranges[place];
    return range ? [`WHEN ${quoteText(label)} THEN ${withinSql(range, unit)}`] : [];
  });
  const isHit = branches.length === 0 ? "false" : `CASE label ${branches.join(" ")} ELSE false END`;
  const condition = conditionSql(scope, { except: columnName });
  const where = condition === null ? "" : `WHERE _row IN (SELECT _row FROM rows WHERE ${condition})`;
  const counted = await engine.query(
    `SELECT label, count(*) AS messages, count(*) FILTER (${isHit}) AS hits, quantile_cont(${unit}, [0.1, 0.5, 0.9]) AS spread FROM ${TABLE} ${where} GROUP BY label`,
    signal,
  );
  const rowOf = new Map(counted.column("label").map((label, row) => [String(label), row]));
  return labels.map((label, place) => {
    const row = rowOf.get(label);
    const spread = row === undefined ? null : counted.get(row, "spread");
    return {
      label,
      messages: row === undefined ? 0 : Number(counted.get(row, "messages")),
      hits: row === undefined ? 0 : Number(counted.get(row, "hits")),
      total: Number(found.get(place, "total")),
      range: ranges[place] ?? null,
      spread: Array.isArray(spread) ? spread.map(Number) : null,
    };
  });
}

function withinSql({ over, upTo }: LengthRange, unit: string): string {
  const above = `${unit} > ${quoteDouble(over)}`;
  return Number.isFinite(upTo) ? `${above} AND ${unit} <= ${quoteDouble(upTo)}` : above;
}
