import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RunningServer } from "./start-server";

const START_TIMEOUT_MS = 60_000;

/** The published hyperparam package, installed for the run alone, with its server over a folder. */
export interface Hyperparam extends RunningServer {
  version: string;
  /** Ends the server and takes the package away. */
  remove(): Promise<void>;
}

export async function startHyperparam(folder: string): Promise<Hyperparam> {
  const home = await mkdtemp(join(tmpdir(), "loupe-hyperparam-"));
  const remove = () => rm(home, { recursive: true, force: true });
  try {
    await promisify(execFile)("npm", [
      ...["install", "--prefix", home, "--no-audit", "--no-fund", "--ignore-scripts", "hyperparam"],
    ]);
    const packageFolder = join(home, "node_modules/hyperparam");
    const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as {
      version: string;
    };
    const { origin, stop } = await serve(join(packageFolder, "bin/cli.js"), folder);
    const end = async () => {
      stop();
      await remove();
    };
    return { origin, stop, version, remove: end };
  } catch (error) {
    await remove();
    throw error;
  }
}

function serve(program: string, folder: string): Promise<RunningServer> {
  // In development it opens no browser of the person's.
  const server = spawn(process.execPath, [program, folder], {
    env: { ...process.env, NODE_ENV: "development" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = () => void server.kill("SIGTERM");
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error("hyperparam's server did not start"));
    }, START_TIMEOUT_MS);
    server.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`hyperparam's server ended with code ${code}`));
    });
    let output = "";
    // Read to the end: it writes a line for each request.
    server.stdout.on("data", (part: Buffer) => {
      output = (output + part.toString()).slice(-10_000);
      const origin = /running on (http:\/\/[^/\s]+)/.exec(output)?.[1];
      if (origin === undefined) return;
      clearTimeout(timer);
      resolve({ origin, stop });
    });
  });
}
