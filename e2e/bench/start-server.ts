import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";

export interface RunningServer {
  /** Such as http://localhost:3000 */
  origin: string;
  stop(): void;
}

/** Where generated files lie; the server offers them too. */
export const DATA_FOLDER = "e2e/bench/data";

/** Starts the production server on a free port and waits until it says where it is. It builds first when it must. */
export function startServer(timeoutMs = 600_000): Promise<RunningServer> {
  mkdirSync(DATA_FOLDER, { recursive: true });
  const server = spawn(process.execPath, ["lib/server/start.mjs"], {
    env: { ...process.env, PORT: "0", LOUPE_DATA: DATA_FOLDER },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      server.kill();
      reject(new Error(`the server did not start within ${timeoutMs / 1000} s`));
    }, timeoutMs);
    server.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with code ${code}`));
    });
    let output = "";
    server.stdout.on("data", (part: Buffer) => {
      output += part.toString();
      const origin = /^(http:\/\/\S+?)\/?$/m.exec(output)?.[1];
      if (origin === undefined) return;
      clearTimeout(timer);
      server.removeAllListeners("exit");
      resolve({ origin, stop: () => void server.kill("SIGTERM") });
    });
  });
}
