import { NativeFacts } from "./fixtures/native-facts";
import { parseCsv } from "./support/parse-csv";
import { linesOf, type PlainRecord, recordsOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test, type Workbench } from "./support/workbench";

// Every real file of ../shared/data: opened, read, filtered and exported. Row counts are those of its SOURCES.md.

interface Expected {
  rows: number;
  /** Accessible names of the first record's messages; a role alone stands for a conversation's message in its place. */
  messages: readonly string[];
  facets: readonly string[];
  filter: (workbench: Workbench) => Promise<void>;
  /** Which records the filter keeps, in plain code; for Parquet, an SQL condition for native DuckDB. */
  keeps: ((record: PlainRecord) => boolean) | string;
}

const USER_ASSISTANT = ["user", "assistant"] as const;

function hasRole(list: unknown, field: string, role: string): boolean {
  return Array.isArray(list) && list.some((message) => message[field] === role);
}

function contains(value: unknown, text: string): boolean {
  return String(value).toLowerCase().includes(text);
}

const FILES: Record<string, Expected> = {
  "tau-bench-airline-gpt4o.json": {
    rows: 200,
    messages: [
      "system message 1 of 32",
      "user message 2 of 32",
      "tool message 8 of 32",
      "user message 32 of 32",
    ],
    facets: ["turns", "tools", "reward", "task_id", "trial"],
    filter: (workbench) => workbench.tick("reward", "1"),
    keeps: (record) => record.reward === 1,
  },
  "hh-rlhf-harmless-test.jsonl.gz": {
    rows: 2312,
    messages: [
      ...["user", "assistant", "user", "assistant", "user"],
      "chosen: assistant message 1 of 1",
      "rejected: assistant message 1 of 1",
    ],
    facets: ["turns", "problems", "chosen", "rejected"],
    filter: (workbench) => workbench.typeText("chosen", "prank"),
    // The index holds the first 160 characters of long text, and the facet says so.
    keeps: (record) => contains(String(record.chosen).slice(0, 160), "prank"),
  },
  "dpo-en-sharegpt.json": {
    rows: 300,
    messages: ["user", "chosen: assistant message 1 of 1", "rejected: assistant message 1 of 1"],
    facets: ["turns", "problems", "roles"],
    filter: (workbench) => workbench.tick("roles", "system"),
    keeps: (record) => hasRole(record.conversations, "from", "system"),
  },
  "glaive-toolcall-sharegpt.json": {
    rows: 300,
    messages: ["user", "assistant", "user", "assistant", "tool", "assistant", "user", "assistant"],
    facets: ["turns", "tools", "tools (counted)", "roles"],
    filter: (workbench) => workbench.tick("roles", "tool"),
    keeps: (record) => hasRole(record.conversations, "from", "observation"),
  },
  "reason-tool-use-parts.jsonl": {
    rows: 50,
    messages: ["system", "user", "assistant"],
    facets: ["turns", "tools (counted)", "problems"],
    filter: (workbench) => workbench.tick("roles", "tool"),
    keeps: (record) => hasRole(record.messages, "role", "tool"),
  },
  "kto-en-messages.json": {
    rows: 300,
    messages: USER_ASSISTANT,
    facets: ["label", "turns"],
    filter: (workbench) => workbench.tick("label", "false"),
    keeps: (record) => record.label === false,
  },
  "esft-intent-messages.jsonl": {
    rows: 7280,
    messages: USER_ASSISTANT,
    facets: ["dataset", "length", "turns"],
    filter: (workbench) => workbench.typeBound("length", "From", "90"),
    keeps: (record) => Number(record.length) >= 90,
  },
  "mt-bench-question.jsonl": {
    rows: 80,
    messages: ["user", "user"],
    facets: ["category", "turns (counted)", "reference"],
    filter: (workbench) => workbench.tick("category", "math"),
    keeps: (record) => record.category === "math",
  },
  "arena-hard-v2-question.jsonl": {
    rows: 750,
    messages: ["user"],
    facets: ["category", "subcategory", "prompt"],
    filter: (workbench) => workbench.tick("subcategory", "coding"),
    keeps: (record) => record.subcategory === "coding",
  },
  "tulu1-human-eval.jsonl": {
    rows: 996,
    messages: ["user", "completion 1: assistant message 1 of 1", "completion 2: assistant message 1 of 1"],
    facets: ["id", "turns", "prompt"],
    filter: (workbench) => workbench.typeText("prompt", "email"),
    keeps: (record) => contains(record.prompt, "email"),
  },
  "numina-cot-sharegpt.jsonl": {
    rows: 1000,
    messages: USER_ASSISTANT,
    facets: ["turns", "id"],
    filter: (workbench) => workbench.typeText("id", "99"),
    keeps: (record) => contains(record.id, "99"),
  },
  "gsm8k-train.jsonl": {
    rows: 7473,
    messages: USER_ASSISTANT,
    facets: ["question", "answer"],
    filter: (workbench) => workbench.typeText("question", "apples"),
    keeps: (record) => contains(record.question, "apples"),
  },
  "gsm8k-verl.parquet": {
    rows: 7473,
    messages: ["user"],
    facets: ["ability", "data_source", "chars"],
    filter: (workbench) => workbench.typeBound("chars", "From", "600"),
    keeps: "length(prompt[1].content) >= 600",
  },
  "bfcl-multi-turn-base.json": {
    rows: 200,
    messages: ["user", "user", "user", "user"],
    facets: ["involved_classes", "excluded_function", "path"],
    filter: (workbench) => workbench.tick("involved_classes", "TradingBot"),
    keeps: (record) => (record.involved_classes as string[]).includes("TradingBot"),
  },
  "shapes/ipw-sft-shape.jsonl": {
    rows: 300,
    messages: ["system", "user", "assistant", "user", "assistant", "tool", "assistant", "user", "assistant"],
    facets: ["category", "teacher_model", "num_turns", "success", "source_dataset", "tools_used"],
    filter: (workbench) => workbench.tick("category", "High School Math"),
    keeps: (record) => record.category === "High School Math",
  },
  "shapes/react-observation-shape.jsonl": {
    rows: 300,
    messages: ["system", "user", "assistant", "user", "assistant", "user", "assistant", "user", "assistant"],
    facets: ["category", "teacher_model", "num_turns", "success"],
    filter: (workbench) => workbench.tick("category", "No Tools"),
    keeps: (record) => record.category === "No Tools",
  },
  "shapes/tulu3-mlt-shape.jsonl": {
    rows: 300,
    messages: USER_ASSISTANT,
    facets: ["mlt", "source", "turns"],
    filter: (workbench) => workbench.tick("mlt", "[MLT:50]"),
    keeps: (record) => (record.mlt as string[]).includes("[MLT:50]"),
  },
  "shapes/tulu3-preference-shape.parquet": {
    rows: 996,
    messages: ["user", "chosen: assistant message 1 of 1", "rejected: assistant message 1 of 1"],
    facets: ["chosen_model", "rejected_model", "source"],
    filter: (workbench) => workbench.tick("rejected_model", "chatgpt"),
    keeps: "rejected_model = 'chatgpt'",
  },
  "shapes/acemath-shape.parquet": {
    rows: 1500,
    messages: USER_ASSISTANT,
    facets: ["turns", "answer"],
    filter: (workbench) => workbench.typeText("answer", "apples"),
    keeps: "contains(lower(answer), 'apples')",
  },
};

for (const [name, expected] of Object.entries(FILES)) {
  test(`${name}: ${expected.rows} rows, read, filtered and exported`, async ({ workbench }) => {
    await workbench.open(name);
    await workbench.expectRows(expected.rows.toLocaleString("en-US"));
    await workbench.indexed();
    await workbench.expectInView(expected.rows, expected.rows);
    await expect(workbench.notices).toHaveCount(0);
    for (const facet of expected.facets) await expect(workbench.facet(facet)).toBeAttached();

    await workbench.openRow(1);
    await expectMessages(workbench, expected.messages);

    await expected.filter(workbench);
    const kept = await keptRows(name, expected.keeps);
    expect(kept.count).toBeGreaterThan(0);
    expect(kept.count).toBeLessThan(expected.rows);
    await workbench.expectInView(kept.count, expected.rows);

    const jsonl = await workbench.exportAs("Records as JSONL, unchanged");
    const lines = jsonl.split("\n").slice(0, -1);
    expect(jsonl.endsWith("\n")).toBe(true);
    expect(lines).toHaveLength(kept.count);
    const records: PlainRecord[] = lines.map((line) => JSON.parse(line));
    if (kept.lines) expect(jsonl).toBe(`${kept.lines.join("\n")}\n`);
    else if (kept.records) expect(records).toEqual(kept.records);

    expectSameRows(parseCsv(await workbench.exportAs("Columns as CSV")), records);
  });
}

async function expectMessages(workbench: Workbench, names: readonly string[]): Promise<void> {
  const alone = names.filter((name) => !name.includes(" "));
  let place = 0;
  for (const name of names) {
    const full = name.includes(" ") ? name : `${name} message ${++place} of ${alone.length}`;
    await expect(workbench.record.getByRole("article", { name: full, exact: true })).toBeVisible();
  }
  if (alone.length > 0) await expect(workbench.messages).toHaveCount(names.length);
}

interface Kept {
  count: number;
  /** The very lines, where the file has lines. */
  lines?: readonly string[];
  records?: readonly PlainRecord[];
}

async function keptRows(name: string, keeps: Expected["keeps"]): Promise<Kept> {
  if (typeof keeps === "string") {
    const facts = await NativeFacts.open(sharedFile(name));
    try {
      return { count: await facts.countWhere(keeps) };
    } finally {
      facts.close();
    }
  }
  const all = recordsOf(name);
  const records = all.filter(keeps);
  const lines = linesOf(name);
  if (lines.length !== all.length) return { count: records.length, records };
  return { count: records.length, lines: lines.filter((_, row) => keeps(all[row] ?? {})) };
}

/** Every short scalar of the records must stand in the CSV, row by row, under its own name or that of a cut column. */
function expectSameRows(csv: readonly Record<string, string>[], records: readonly PlainRecord[]): void {
  expect(csv).toHaveLength(records.length);
  for (const [row, record] of records.entries()) {
    for (const [field, value] of Object.entries(record)) {
      const cell = csv[row]?.[field] ?? csv[row]?.[`${field} (first 160 characters)`];
      if (cell === undefined) continue;
      if (typeof value === "number") expect(Number(cell)).toBe(value);
      else if (typeof value === "boolean") expect(cell).toBe(String(value));
      else if (typeof value === "string" && value.length <= 160) expect(cell).toBe(value);
    }
  }
}
