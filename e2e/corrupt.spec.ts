import { expect, test, type Workbench } from "./support/workbench";

// One test for each file of ../shared/data/corrupt; the numbers are those of its EXPECT.md.

async function openCorrupt(workbench: Workbench, name: string): Promise<void> {
  await workbench.open(`corrupt/${name}`);
}

/** Opens the file and checks its rows, and every problem's line, column and reason in the load report. */
async function expectReport(
  workbench: Workbench,
  name: string,
  rows: string,
  problems: readonly [line: number, column: number | null, reason: RegExp][],
): Promise<void> {
  await openCorrupt(workbench, name);
  await workbench.expectRows(rows);
  if (problems.length === 0) return;
  const report = await workbench.loadReport();
  for (const [line, column, reason] of problems) {
    const place = column === null ? `line ${line}` : `line ${line}, column ${column}`;
    const entry = report.getByRole("listitem").filter({ hasText: new RegExp(`${place}\\b`) });
    await expect(entry.first()).toContainText(reason);
  }
}

async function expectSentence(workbench: Workbench, name: string, sentence: RegExp): Promise<void> {
  await openCorrupt(workbench, name);
  await expect(workbench.page.getByText(sentence).first()).toBeVisible();
  await expect(workbench.page.getByRole("progressbar", { name: "Reading" })).toHaveCount(0);
}

test("bad-lines.jsonl: 73 rows, six problems with line, column and reason", async ({ workbench }) => {
  await expectReport(workbench, "bad-lines.jsonl", "73", [
    [5, 157, /ends|cut|not closed|unfinished/i],
    [17, 551, /comma/i],
    [33, 2, /single quote|double quote/i],
    [60, 1, /merge|<<<<<<< HEAD|not JSON/i],
    [70, 253, /more after|second/i],
    [80, 270, /ends|cut|not closed|unfinished/i],
  ]);
  const report = await workbench.loadReport();
  await expect(report).toContainText("6 lines");
  await report.getByRole("button", { name: "Copy as text" }).click();
  await expect.poll(() => workbench.clipboard()).toMatch(/bad-lines\.jsonl[\s\S]*73 rows/);
  const text = await workbench.clipboard();
  for (const place of ["line 5, column 157", "line 17, column 551", "line 80, column 270"]) {
    expect(text).toContain(place);
  }
});

test("nan-literals.jsonl: all ten rows, marked", async ({ workbench }) => {
  await expectReport(workbench, "nan-literals.jsonl", "10", []);
  await expect(workbench.facet("problems").getByRole("checkbox", { name: "NaN literal, 10" })).toBeVisible();
});

test("crlf.jsonl: 133 rows and no carriage return in the text", async ({ workbench }) => {
  await expectReport(workbench, "crlf.jsonl", "133", []);
  await workbench.openRow(1);
  expect(await workbench.record.textContent()).not.toContain("\r");
});

test("bom.jsonl: ten rows, the first column is question_id", async ({ workbench }) => {
  await expectReport(workbench, "bom.jsonl", "10", []);
  await expect(workbench.grid.getByRole("button", { name: /^question_id/ })).toBeVisible();
});

test("two-objects-on-a-line.ndjson: the rest of the line is not dropped in silence", async ({
  workbench,
  page,
}) => {
  await openCorrupt(workbench, "two-objects-on-a-line.ndjson");
  // Five objects are no record here, but they are not nothing.
  await expect(
    page.getByText("The only line that is not blank could not be read as one record"),
  ).toBeVisible();
  const report = await workbench.loadReport();
  await expect(report).toContainText(/line 1, column 4[45]/);
});

test("unterminated-quote.ndjson: four rows, the open text is named", async ({ workbench }) => {
  await expectReport(workbench, "unterminated-quote.ndjson", "4", [[3, 16, /not closed/]]);
});

test("duplicate-key.ndjson: the last value counts, the raw line shows both", async ({ workbench }) => {
  await expectReport(workbench, "duplicate-key.ndjson", "5", []);
  await expect(workbench.facet("problems").getByRole("checkbox", { name: "repeated key, 1" })).toBeVisible();
  await expect(await workbench.loadReport()).toContainText("A key that comes twice in 1 record");
  await expect(workbench.row(3)).toContainText("42");
  await workbench.openRow(3);
  await workbench.showExactText();
  await expect(workbench.record).toContainText('{"id":3,"id":42,"name":"The Firm"}');
});

test("message-shapes.jsonl: every row opens to something", async ({ workbench }) => {
  await expectReport(workbench, "message-shapes.jsonl", "18", []);
  const messages: Record<number, number> = { 1: 2, 2: 2, 3: 2, 4: 1, 5: 1, 10: 1, 11: 6, 12: 2 };
  for (let row = 1; row <= 18; row++) {
    await workbench.openRow(row);
    await expect(workbench.record).toContainText(`${row} of 18`);
    const expected = messages[row];
    if (expected !== undefined) await expect(workbench.messages).toHaveCount(expected);
    if (row >= 7 && row <= 9) await expect(workbench.record).toContainText(/no (conversation|messages)/i);
    await expect(workbench.record).not.toHaveText("");
  }
});

test("big-numbers.jsonl: the digits are those of the file", async ({ workbench }) => {
  await expectReport(workbench, "big-numbers.jsonl", "20", []);
  for (const digits of ["10000000000000000999", "9223372036854775807", "1.000000000000000005", "1.5e+9999"]) {
    await expect(workbench.grid).toContainText(digits);
  }
});

test("lone-surrogates.jsonl: 17 rows, those that are not UTF-8 say so", async ({ workbench }) => {
  await expectReport(workbench, "lone-surrogates.jsonl", "17", []);
  await expect(workbench.facet("problems").getByRole("checkbox", { name: "not UTF-8, 4" })).toBeVisible();
  await workbench.openRow(1);
  await expect(workbench.record).toContainText(/\ufffd|\\uDADA/i);
});

test("invalid-utf8.jsonl: eleven rows, the good ones clean", async ({ workbench }) => {
  await expectReport(workbench, "invalid-utf8.jsonl", "11", []);
  await expect(workbench.facet("problems").getByRole("checkbox", { name: "not UTF-8, 9" })).toBeVisible();
  await expect(workbench.row(11)).toContainText("ok ✓");
});

test("nul-bytes.jsonl: four rows, two problems", async ({ workbench }) => {
  await expectReport(workbench, "nul-bytes.jsonl", "4", [
    [2, 61, /NUL/],
    [4, null, /NUL/],
  ]);
});

test("deep-500.json: opens or says that it is too deep", async ({ workbench }) => {
  await openCorrupt(workbench, "deep-500.json");
  await workbench.expectRows("1");
  await workbench.openRow(1);
  await expect(workbench.record).toContainText(/nested|list|\[/);
});

test("array-in-jsonl.jsonl: one JSON array, twelve rows", async ({ workbench }) => {
  await expectReport(workbench, "array-in-jsonl.jsonl", "12", []);
});

test("empty.jsonl: says that the file is empty", async ({ workbench }) => {
  await expectSentence(workbench, "empty.jsonl", /is empty/i);
});

test("odd-keys.jsonl: odd names are columns, HTML stays text, 1,502 columns open", async ({ workbench }) => {
  let dialogs = 0;
  workbench.page.on("dialog", (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  await expectReport(workbench, "odd-keys.jsonl", "6", []);
  await expect(workbench.grid.getByRole("button", { name: /constructor/ })).toBeVisible();
  await workbench.openRow(3);
  await expect(workbench.record).toContainText("<img src=x onerror=alert(1)>");
  await workbench.openRow(6);
  await expect(workbench.messages).toHaveCount(1);
  expect(dialogs).toBe(0);
});

test("truncated.jsonl.gz: 198 rows, line 199 incomplete, and a word about it", async ({ workbench }) => {
  await openCorrupt(workbench, "truncated.jsonl.gz");
  await workbench.expectRows("198");
  const report = await workbench.loadReport();
  await expect(report).toContainText(/line 199/);
  await expect(report).toContainText(/ends early|cut|incomplete|truncated/i);
});

test("lfs-pointer.jsonl.gz: is named as a Git LFS pointer", async ({ workbench }) => {
  await expectSentence(workbench, "lfs-pointer.jsonl.gz", /Git LFS pointer.*131.*875,191/i);
});

test("truncated.parquet: the end mark is missing", async ({ workbench }) => {
  await expectSentence(workbench, "truncated.parquet", /Parquet.*(end|PAR1).*4,000|4,000.*Parquet.*end/i);
});

test("encrypted.parquet: says that it is encrypted", async ({ workbench }) => {
  await expectSentence(workbench, "encrypted.parquet", /encrypted/i);
});

test("int96.parquet: exact times, or marked", async ({ workbench }) => {
  await expectReport(workbench, "int96.parquet", "6", []);
  await expect(workbench.row(1)).toContainText("2024-01-01");
  await expect(workbench.row(1)).toContainText("20:34:56.123456");
  await expect(workbench.row(3)).not.toContainText(/\b(1[0-9]{3}|2[0-9]{3})-\d\d-\d\d/);
});

test("nested-maps.parquet: maps are shown as objects", async ({ workbench }) => {
  await expectReport(workbench, "nested-maps.parquet", "6", []);
  await workbench.openRow(1);
  await workbench.showExactText();
  await expect(workbench.record).toContainText(/"1": ?true/);
});

test("lists-of-lists.parquet: nested lists are kept", async ({ workbench }) => {
  await expectReport(workbench, "lists-of-lists.parquet", "3", []);
  await expect(workbench.row(1)).toContainText('[[["a", "b"], ["c"]], [null, ["d"]]]');
});

test("hadoop-lz4.parquet: four rows, or the codec is named", async ({ workbench }) => {
  await openCorrupt(workbench, "hadoop-lz4.parquet");
  await workbench.expectRows("4");
  const hasValues = await workbench.row(1).getByText("42", { exact: true }).count();
  if (hasValues === 0) await expect(await workbench.loadReport()).toContainText(/LZ4/);
});

test("bad-levels.parquet: one row, and the column that cannot be decoded", async ({ workbench }) => {
  await openCorrupt(workbench, "bad-levels.parquet");
  await workbench.expectRows("1");
  await expect(await workbench.loadReport()).toContainText(/outer/);
});
