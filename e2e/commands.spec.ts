import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const START = fileURLToPath(new URL("../lib/server/start.mjs", import.meta.url));

interface Run {
  process: ChildProcess;
  output: () => string;
  /** Exit code, once it has ended. */
  ended: Promise<number | null>;
}

/** What `npm start -- ARGUMENTS` runs, in `folder`. */
function start(arguments_: string[], environment: Record<string, string> = {}, folder = process.cwd()): Run {
  const { LOUPE_DATA: _, HOST: __, INIT_CWD: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [START, ...arguments_], {
    cwd: folder,
    env: { ...inherited, PORT: "0", ...environment },
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return {
    process: child,
    output: () => text,
    ended: new Promise((resolve) => child.once("close", resolve)),
  };
}

async function addressOf(run: Run): Promise<string> {
  const line = /^http:\/\/localhost:\d+$/m;
  await expect.poll(run.output, { timeout: 120_000 }).toMatch(line);
  return line.exec(run.output())?.[0] ?? "";
}

test("npm start with files prints its address and the link that opens them, and ends on Ctrl-C", async ({
  page,
}, info) => {
  const folder = info.outputPath("files");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/my rows.jsonl`,
    '{"id":1,"prompt":"hello","response":"hi"}\n{"id":2,"prompt":"a","response":"b"}\n',
  );
  const run = start(["my rows.jsonl"], {}, folder);
  try {
    const origin = await addressOf(run);
    await expect.poll(run.output).toContain(`${origin}/browse?src=data%3Amy%20rows.jsonl`);
    await page.goto(`${origin}/browse?src=data%3Amy%20rows.jsonl`);
    await expect(page.getByRole("status", { name: "Dataset" })).toContainText("2 rows");
  } finally {
    run.process.kill("SIGINT");
  }
  expect(await run.ended).toBe(0);
});

test("npm start refuses a file that is not there, in one sentence", async () => {
  const run = start(["gone.jsonl"]);
  expect(await run.ended).toBe(1);
  expect(run.output()).toBe("loupe: There is no file or folder gone.jsonl\n");
});

test("npm start refuses a data folder that is not there", async () => {
  const run = start([], { LOUPE_DATA: "no-such-folder" });
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain("LOUPE_DATA names no-such-folder, which is not there");
});

test("npm start honours PORT, and says so when it is taken", async () => {
  const rival = createServer();
  await new Promise<void>((resolve) => rival.listen(0, "127.0.0.1", resolve));
  const { port } = rival.address() as AddressInfo;
  const refused = start([], { PORT: String(port) });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is in use`);

  await new Promise((resolve) => rival.close(resolve));
  const run = start([], { PORT: String(port) });
  expect(await addressOf(run)).toBe(`http://localhost:${port}`);
  run.process.kill("SIGTERM");
  expect(await run.ended).toBe(0);
});
