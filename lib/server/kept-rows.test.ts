import { writeFileSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FirstRows } from "@/lib/ingest/model";
import { KeptRows } from "./kept-rows";

const NONE: FirstRows = { columns: [], rows: [], roles: {}, isParquet: false };

describe("first rows that are kept", () => {
  let folder: string;
  const statsOf = (name: string) => stat(join(folder, name), { bigint: true });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "loupe-data-"));
    for (let file = 0; file < 20; file++) writeFileSync(join(folder, `${file}`), "");
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("are read once for whoever asks alike, and anew for who does not", async () => {
    const kept = new KeptRows();
    let readings = 0;
    const read = async () => {
      readings++;
      return NONE;
    };
    const stats = await statsOf("0");
    await Promise.all([kept.get(stats, "a", read), kept.get(stats, "a", read)]);
    await kept.get(stats, "a", read);
    expect(readings).toBe(1);
    await kept.get(stats, "b", read);
    await kept.get(await statsOf("1"), "a", read);
    expect(readings).toBe(3);
  });

  it("are not those of a reading that failed", async () => {
    const kept = new KeptRows();
    const stats = await statsOf("0");
    await expect(kept.get(stats, "a", () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(await kept.get(stats, "a", async () => NONE)).toBe(NONE);
  });

  it("are forgotten, those asked for longest ago first", async () => {
    const kept = new KeptRows();
    const read: string[] = [];
    const ask = async (name: string) =>
      kept.get(await statsOf(name), null, async () => {
        read.push(name);
        return NONE;
      });
    await ask("0");
    await ask("1");
    for (let file = 2; file < 17; file++) await ask(file === 9 ? "0" : String(file));
    read.length = 0;
    await ask("0");
    expect(read).toEqual([]);
    await ask("17");
    await ask("18");
    await ask("1");
    expect(read).toEqual(["17", "18", "1"]);
  });
});
