import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, expect, it } from "vitest";
import { UiProvider } from "@/components/ui";
import { readConversation } from "@/lib/conversation";
import { NO_OPTIONS } from "@/lib/conversation/testing";
import type { Value } from "@/lib/format";
import { jsonValue } from "@/lib/format/json-value";
import { openParquet } from "@/lib/format/parquet";
import { sampleSource, startDecoder } from "@/lib/format/parquet/test-files";
import { EXACT_TEXT, FoldState } from "./fold-state";
import { formatValue } from "./format-value";
import { DEFAULT_PREFERENCES } from "./reader-preferences";
import { RecordView } from "./record-view";

const DATA = new URL("../../../shared/data/", import.meta.url);
const FILES = ["", "shapes/"].flatMap((folder) =>
  readdirSync(new URL(folder, DATA))
    .filter((name) => /\.(jsonl?|parquet|gz)$/.test(name))
    .map((name) => `${folder}${name}`),
);
/**
 * Records of each file that are drawn, evenly spread, besides all that hold characters one cannot see. All records of all
 * files take minutes: `EVERY_RECORD=1 npx vitest run components/reader/plain-view` draws them.
 */
const RECORDS = process.env.EVERY_RECORD ? Number.POSITIVE_INFINITY : 20;

/** Fields that say what a text is and are no text themselves. */
const NOT_CONTENT = new Set(["role", "from", "type", "id", "tool_call_id", "call_id", "name"]);

beforeAll(startDecoder);

it("has files to read", () => {
  expect(FILES.length).toBeGreaterThanOrEqual(19);
});

it.each(FILES)(
  "shows every character of %s in plain view",
  async (file) => {
    const records = chosen(await readRecords(file));
    let checked = 0;
    for (const value of records) {
      const record = JSON.parse(formatValue(value)) as Record<string, unknown>;
      const conversation = readConversation(value, NO_OPTIONS);
      const folds = new FoldState();
      folds.openAll();
      folds.setExact(EXACT_TEXT, true);
      const shown = textOf(
        renderToStaticMarkup(
          <UiProvider>
            <RecordView
              record={{ row: 0, value, text: "", marks: [], fileName: file, line: null }}
              conversation={conversation}
              preferences={{ ...DEFAULT_PREFERENCES, markdown: false }}
              folds={folds}
              isComplete
            />
          </UiProvider>,
        ),
      );
      for (const field of conversation.usedFields) {
        for (const text of textsOf(record[field])) {
          const missing = missingOf(text, shown);
          if (missing !== null) expect(shown, `a text of ${field}`).toContain(missing);
          checked += text.length;
        }
      }
    }
    expect(checked).toBeGreaterThan(records.length * 40);
  },
  process.env.EVERY_RECORD ? 600_000 : undefined,
);

async function readRecords(file: string): Promise<Value[]> {
  if (file.endsWith(".parquet")) {
    const reader = await openParquet(sampleSource(file));
    const rows: Value[] = [];
    for (const [rowGroup, group] of reader.rowGroups.entries()) {
      const stretch = await reader.readRows(rowGroup, 0, group.rows);
      for (let index = 0; index < stretch.length; index++) rows.push(stretch.value(index));
    }
    return rows;
  }
  const bytes = readFileSync(new URL(file, DATA));
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const records: unknown[] = text.trimStart().startsWith("[")
    ? JSON.parse(text)
    : text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line));
  return records.map(jsonValue);
}

function chosen(all: readonly Value[]): Value[] {
  const step = Math.max(1, Math.floor(all.length / RECORDS));
  return all.filter(
    (value, index) => index % step === 0 || textsOf(JSON.parse(formatValue(value))).some(isOdd),
  );
}

/** Line ends of Windows are no reason to look. */
function isOdd(text: string): boolean {
  return text.replaceAll("\r\n", "\n").search(INVISIBLE) >= 0;
}

/** Every text below a value of plain JSON. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (NOT_CONTENT.has(name) ? [] : textsOf(inner)));
}

/** What of a text is not on the page; null when all of it is. */
function missingOf(text: string, shown: string): string | null {
  const wanted = withoutInvisible(text);
  // Arguments that are JSON in the data are shown as JSON, their texts in quotes.
  if (shown.includes(wanted) || shown.includes(JSON.stringify(wanted).slice(1, -1))) return null;
  // Speakers named in a text are roles, and a call held as JSON is shown as its name and its arguments.
  const turns = text.split(/\n\n(?:Human|Assistant): ?/).filter((turn) => turn !== "");
  const pieces = turns[0] !== text ? turns : text.startsWith('{"name"') ? heldCall(text) : [];
  if (pieces.length === 0) return wanted;
  return pieces.map((piece) => missingOf(piece, shown)).find((missing) => missing !== null) ?? null;
}

/** What of a call held as JSON is shown: its name, and all of its arguments. */
function heldCall(text: string): string[] {
  const call = JSON.parse(text) as { name: string; arguments: unknown };
  return [call.name, ...scalarsOf(call.arguments)];
}

/** Every name and every value below a value of plain JSON. */
function scalarsOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(Array.isArray(value) ? [] : [name]),
    ...scalarsOf(inner),
  ]);
}

const INVISIBLE = /(?![\t\n])\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/gu;

function withoutInvisible(text: string): string {
  // A line break follows the marks of these two.
  return text.replace(/[\u2028\u2029]/g, "\n").replace(INVISIBLE, "");
}

/** The characters of a page, marks that stand for invisible ones left out. */
function textOf(html: string): string {
  const named: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", "#x27": "'" };
  return withoutInvisible(
    html
      .replace(/<span class="reader-mark[^>]*>[^<]*(?:<!-- -->[^<]*)*<\/span>/g, "")
      .replace(/<[^>]*>/g, "")
      .replace(/&(lt|gt|quot|amp|#x27);/g, (_, name: string) => named[name] ?? ""),
  );
}
