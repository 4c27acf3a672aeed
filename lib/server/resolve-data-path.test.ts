import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDataFile, parseDataPath } from "./resolve-data-path.mjs";

let base = "";
let root = "";

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "loupe-data-"));
  root = join(base, "root");
  mkdirSync(join(root, "sub"), { recursive: true });
  mkdirSync(join(root, ".git"));
  mkdirSync(join(base, "root-twin"));
  writeFileSync(join(base, "secret.jsonl"), "secret");
  writeFileSync(join(base, "root-twin", "twin.jsonl"), "secret");
  writeFileSync(join(root, "a b+c%.jsonl"), "inside");
  writeFileSync(join(root, "sub", "naïve ✓.jsonl"), "inside");
  writeFileSync(join(root, ".hidden.jsonl"), "secret");
  writeFileSync(join(root, ".git", "config"), "secret");
  symlinkSync(join(base, "secret.jsonl"), join(root, "link-out.jsonl"));
  symlinkSync("../secret.jsonl", join(root, "relative-out.jsonl"));
  symlinkSync(base, join(root, "folder-out"));
  symlinkSync(join(root, "sub"), join(root, "folder-in"));
  symlinkSync("loop", join(root, "loop"));
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

async function read(encodedPath: string, mounts = [{ path: "", target: root }]): Promise<string | null> {
  const opened = await openDataFile(mounts, encodedPath);
  if (!opened) return null;
  const text = await opened.handle.readFile("utf8");
  await opened.handle.close();
  return text;
}

describe("openDataFile", () => {
  it.each([
    "a%20b%2Bc%25.jsonl",
    "sub/na%C3%AFve%20%E2%9C%93.jsonl",
    "folder-in/na%C3%AFve%20%E2%9C%93.jsonl",
  ])("opens %s", async (path) => {
    expect(await read(path)).toBe("inside");
  });

  it.each([
    ["parent", "../secret.jsonl"],
    ["parent in the middle", "sub/../../secret.jsonl"],
    ["encoded dots", "%2e%2e/secret.jsonl"],
    ["encoded dots and slash", "%2e%2e%2fsecret.jsonl"],
    ["encoded slash", "sub%2f..%2f..%2fsecret.jsonl"],
    ["dots encoded twice", "%252e%252e/secret.jsonl"],
    ["all encoded twice", "%252e%252e%252fsecret.jsonl"],
    ["overlong UTF-8 dots", "%c0%ae%c0%ae/secret.jsonl"],
    ["backslashes", "..\\secret.jsonl"],
    ["encoded backslashes", "..%5csecret.jsonl"],
    ["NUL behind the name", "a%20b%2Bc%25.jsonl%00"],
    ["NUL before an ending", "..%00/secret.jsonl"],
    ["absolute", "/etc/passwd"],
    ["encoded absolute", "%2fetc%2fpasswd"],
    ["broken encoding", "%zz.jsonl"],
    ["twin of the root's name", "../root-twin/twin.jsonl"],
    ["link to a file outside", "link-out.jsonl"],
    ["relative link to a file outside", "relative-out.jsonl"],
    ["link to a folder outside", "folder-out/secret.jsonl"],
    ["link out and back to a twin", "folder-out/root-twin/twin.jsonl"],
    ["link to itself", "loop"],
    ["hidden file", ".hidden.jsonl"],
    ["file in a hidden folder", ".git/config"],
    ["folder", "sub"],
    ["folder with a slash", "sub/"],
    ["nothing", ""],
    ["name that is too long", "a".repeat(5_000)],
    ["file as a folder", "a%20b%2Bc%25.jsonl/x"],
  ])("opens nothing for: %s", async (_, path) => {
    expect(await read(path)).toBeNull();
  });

  it("serves a named file and nothing beside it", async () => {
    const mounts = [{ path: "one.jsonl", target: join(root, "sub", "naïve ✓.jsonl") }];
    expect(await read("one.jsonl", mounts)).toBe("inside");
    expect(await read("one.jsonl/x", mounts)).toBeNull();
    expect(await read("na%C3%AFve%20%E2%9C%93.jsonl", mounts)).toBeNull();
    expect(await read("a%20b%2Bc%25.jsonl", mounts)).toBeNull();
  });

  it("opens nothing when nothing is served", async () => {
    expect(await read("a%20b%2Bc%25.jsonl", [])).toBeNull();
  });
});

describe("parseDataPath", () => {
  it("decodes each part once", () => {
    expect(parseDataPath("sub/100%2525.jsonl")).toEqual(["sub", "100%25.jsonl"]);
  });
});
