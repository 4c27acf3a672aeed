import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { indexFormat } from "./index-format.mjs";

const folder = mkdtempSync(join(tmpdir(), "loupe-format-"));
for (const part of ["conversation", "format", "ingest", "kept", "previews", "query", "schema"])
  cpSync(join("lib", part), join(folder, "lib", part), { recursive: true });
cpSync("package.json", join(folder, "package.json"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the format of kept indexes", () => {
  it("changes with the code that makes them, wherever that lies", () => {
    const formats = [indexFormat(folder)];
    for (const path of [
      "lib/conversation/fact-meter.ts",
      "lib/format/parquet/reader.ts",
      "lib/ingest/own-columns.ts",
      "lib/previews/pack-texts.ts",
      "lib/query/index-sql.ts",
      "lib/schema/role-rules.ts",
      "package.json",
    ]) {
      writeFileSync(join(folder, path), "changed");
      formats.push(indexFormat(folder));
    }
    expect(new Set(formats).size).toBe(formats.length);
  });

  it("is the same for the same code, and tests are no part of it", () => {
    const before = indexFormat(folder);
    writeFileSync(join(folder, "lib/query/finalise-index.test.ts"), "changed");
    expect(indexFormat(folder)).toBe(before);
    expect(indexFormat(".")).toBe(indexFormat("."));
  });
});
