import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startDecoder } from "@/lib/format/parquet/test-files";
import { NO_READ_OPTIONS } from "@/lib/ingest/index-plan";
import type { FirstRows } from "@/lib/ingest/model";
import { planFile } from "@/lib/ingest/read-file";
import { RecordStore } from "@/lib/ingest/record-store";
import { ShownRows } from "@/lib/ingest/shown-rows";
import { StagingTable } from "@/lib/ingest/staging-table";
import { parsersHere } from "@/lib/ingest/testing-loads";
import { EMPTY_VIEW, type SourceRef, type ViewState } from "@/lib/view";
import { readPageRows } from "./read-page-rows";

const DATA = resolve("../shared/data");
const LONG_MS = 60_000;
const MOUNTS = [{ path: "", target: DATA }];
const FILES = readdirSync(DATA, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(jsonl|parquet)$/.test(path))
  .sort();

function viewOf(...src: readonly SourceRef[]): ViewState {
  return { ...EMPTY_VIEW, src };
}

/** What the page finds out by itself, from the same file. */
async function rowsOfPage(path: string): Promise<FirstRows | null> {
  const blob = new Blob([readFileSync(join(DATA, path))]);
  const store = new RecordStore([{ kind: "blob", name: path, blob, lastModified: null }]);
  const pool = parsersHere();
  const { chunks, parquet } = await planFile(store, 0, pool);
  const { value: first } = await chunks.next();
  const options = { conversationField: null, roles: {} };
  const plan = { fields: [], read: NO_READ_OPTIONS };
  const reply = await pool.run("first", { chunk: first.chunk, plan, options, previewRows: 60 });
  if (reply.rows === 0) return null;
  const staging = new StagingTable([path]);
  staging.learn(reply, 0);
  const shown = new ShownRows(staging, 1, () => Promise.reject(new Error("no database")));
  shown.addFirst(0, reply);
  return { ...shown.preview, roles: shown.roles, isParquet: parquet !== null };
}

beforeAll(async () => {
  vi.stubGlobal("self", { location: { href: "http://localhost/" } });
  await startDecoder();
});
afterAll(() => vi.unstubAllGlobals());

describe("the first rows of a file that this server serves", () => {
  it("are there for most files", async () => {
    const found = await Promise.all(
      FILES.map((path) => readPageRows(viewOf({ kind: "data", path }), MOUNTS, LONG_MS)),
    );
    const without = FILES.filter((_, at) => found[at] === null);
    expect(found.length).toBeGreaterThan(30);
    expect(without.filter((path) => !path.startsWith("corrupt/"))).toEqual([]);
  });

  it.each(FILES)("are those that the page finds in %s", async (path) => {
    const rows = await readPageRows(viewOf({ kind: "data", path }), MOUNTS, LONG_MS);
    if (rows === null) {
      expect(path).toMatch(/^corrupt\//);
      return;
    }
    const { rows: first, ...found } = rows.first;
    const { rows: all, ...wanted } = (await rowsOfPage(path)) ?? { rows: [] };
    expect(found).toEqual(wanted);
    expect(first).toEqual(all);
    expect(rows.name).toBe(path.split("/").at(-1));
    expect(rows.sizeBytes).toBe(readFileSync(join(DATA, path)).length);
  });

  it("are those of a sample", async () => {
    const rows = await readPageRows(viewOf({ kind: "sample", name: "length-labels.jsonl" }), [], LONG_MS);
    expect(rows?.first.rows.length).toBeGreaterThan(10);
    expect(rows?.first.roles.labels).toHaveLength(1);
  });

  it("tell which of several files they are of", async () => {
    const refs = ["gsm8k-train.jsonl", "mt-bench-question.jsonl"].map((path) => ({
      kind: "data" as const,
      path,
    }));
    const rows = await readPageRows(viewOf(...refs), MOUNTS, LONG_MS);
    expect(rows?.name).toBe("gsm8k-train.jsonl");
    expect(rows?.first.columns.map(({ name }) => name)).toContain("_file_name");
  });

  it("are read in the way that the link says", async () => {
    const view = viewOf({ kind: "data", path: "gsm8k-train.jsonl" });
    const rows = await readPageRows({ ...view, roles: { category: ["question"] } }, MOUNTS, LONG_MS);
    expect(rows?.first.roles.category).toEqual(["question"]);
  });

  it("are fewer where they would be too much for a page", async () => {
    const folder = mkdtempSync(join(tmpdir(), "loupe-data-"));
    const fieldsOf = (row: number) => Array.from({ length: 40 }, (_, field) => [`field ${row} ${field}`, 1]);
    const records = Array.from({ length: 60 }, (_, row) => JSON.stringify(Object.fromEntries(fieldsOf(row))));
    writeFileSync(join(folder, "wide.jsonl"), records.join("\n"));
    const mounts = [{ path: "", target: folder }];
    const rows = await readPageRows(viewOf({ kind: "data", path: "wide.jsonl" }), mounts, LONG_MS);
    rmSync(folder, { recursive: true });
    expect(rows?.first.columns.length).toBeGreaterThan(2400);
    expect(rows?.first.rows.length).toBeGreaterThan(0);
    expect(rows?.first.rows.length).toBeLessThan(30);
  });

  it("are those of the file as it stands, also when it was asked for before", async () => {
    const folder = mkdtempSync(join(tmpdir(), "loupe-data-"));
    const ask = async (text: string | null) => {
      if (text !== null) writeFileSync(join(folder, "grows.jsonl"), text);
      const view = viewOf({ kind: "data", path: "grows.jsonl" });
      const rows = await readPageRows(view, [{ path: "", target: folder }], LONG_MS);
      return rows?.first.rows.map(({ name }) => name) ?? null;
    };
    expect(await ask('{"name":"first"}\n')).toEqual(["first"]);
    expect(await ask(null)).toEqual(["first"]);
    // As long as before.
    expect(await ask('{"name":"later"}\n')).toEqual(["later"]);
    expect(await ask("no JSON\n")).toBeNull();
    expect(await ask('{"name":"again"}\n')).toEqual(["again"]);
    rmSync(folder, { recursive: true });
  });

  it("are not waited for for long", async () => {
    expect(await readPageRows(viewOf({ kind: "data", path: "gsm8k-train.jsonl" }), MOUNTS, 0)).toBeNull();
  });

  describe("of nothing else", () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "loupe-data-"));
      writeFileSync(join(folder, "long-line.jsonl"), `{"text":"${"a".repeat(300 * 1024)}"}\n`);
      writeFileSync(join(folder, ".hidden.jsonl"), '{"a":1}\n');
      symlinkSync(join(DATA, "gsm8k-train.jsonl"), join(folder, "outside.jsonl"));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each<SourceRef>([
      { kind: "data", path: "none.jsonl" },
      { kind: "data", path: "long-line.jsonl" },
      { kind: "data", path: ".hidden.jsonl" },
      { kind: "data", path: "outside.jsonl" },
      { kind: "data", path: "../package.json" },
      { kind: "sample", name: "../../package.json" },
      { kind: "sample", name: "README.md" },
      { kind: "url", url: "/data/gsm8k-train.jsonl" },
      { kind: "local", name: "a.jsonl", sizeBytes: 1, rows: null, fingerprint: "0", schema: null },
    ])("as of %o", async (ref) => {
      expect(await readPageRows(viewOf(ref), [{ path: "", target: folder }], LONG_MS)).toBeNull();
    });
  });
});
