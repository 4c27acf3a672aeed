// npm start [-- FILE… | FOLDER]
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildApp, needsBuild } from "./build-app.mjs";
import { dataFiles } from "./data-files.mjs";
import { isOwnHost } from "./is-own-host.mjs";
import { listen } from "./listen.mjs";
import { packVendor } from "./pack-vendor.mjs";
import { addressOf, readTargets, StartError } from "./read-targets.mjs";
import { CLOSED_POLICY, SECURITY_HEADERS } from "./security-headers.mjs";
import { staticFiles } from "./static-files.mjs";

/** A page that takes all that a link takes, the decoder of Parquet among it. */
const WARM_UP_ADDRESS = "/browse?src=sample:preference-pairs.parquet";
const LOOPBACK = ["127.0.0.1", "::1"];

async function start() {
  const projectFolder = fileURLToPath(new URL("../..", import.meta.url));
  // npm runs scripts in the project's folder; paths on the command line belong to where the person stands.
  const mounts = readTargets(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (mounts.length > 0) process.env.LOUPE_MOUNTS = JSON.stringify(mounts);
  else if (process.env.LOUPE_DATA && !existsSync(process.env.LOUPE_DATA))
    throw new StartError(`LOUPE_DATA names ${process.env.LOUPE_DATA}, which is not there`);
  const port = readPort(process.env.PORT);

  process.chdir(projectFolder);
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  if (needsBuild(projectFolder)) await buildApp(projectFolder);
  else await packVendor(projectFolder);

  const host = process.env.HOST;
  const hosts = host ? [host] : LOOPBACK;
  /** @type {(value: import("node:http").RequestListener) => void} */
  let setHandler = () => {};
  /** @type {Promise<import("node:http").RequestListener>} */
  const handler = new Promise((resolve) => {
    setHandler = resolve;
  });
  const listening = await listen(
    async (request, response) => {
      // For what Next answers before proxy.ts is asked, such as redirects; proxy.ts puts its own policy in their place.
      response.setHeader("Content-Security-Policy", CLOSED_POLICY);
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      if (!host && !isOwnHost(request.headers.host)) {
        response
          .writeHead(421, { "Content-Type": "text/plain; charset=utf-8" })
          .end("Open http://localhost instead.\n");
        return;
      }
      (await handler)(request, response);
    },
    { hosts, port },
  );

  const { default: next } = await import("next");
  const name = !host || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  const app = next({ dev: false, dir: projectFolder, hostname: name, port: listening.port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const serveStatic = staticFiles(projectFolder);
  setHandler((request, response) =>
    dataFiles(request, response, () => serveStatic(request, response, () => void handle(request, response))),
  );

  const origin = `http://${name.includes(":") ? `[${name}]` : name}:${listening.port}`;
  const address = addressOf(mounts);
  console.log(`\nLoupe is at\n${origin}`);
  if (address !== "/") console.log(`\nThis link opens the files that you named:\n${origin}${address}`);
  else if (mounts.length > 0) console.log("\nIts first page lists what you named.");
  console.log("\nCtrl-C ends it.");
  // Whoever follows the link is not to wait until all that makes a page is loaded. What goes wrong shows then.
  fetch(origin + WARM_UP_ADDRESS, { headers: { Accept: "text/html" } })
    .then((response) => response.text())
    .catch(() => {});

  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.once(signal, () => {
      listening.close();
      process.exit(0);
    });
}

/** @param {string | undefined} text */
function readPort(text) {
  if (text === undefined || text === "") return null;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartError(`PORT is ${text}, not a port number`);
  return port;
}

try {
  await start();
} catch (cause) {
  // A sentence for what the person can change; the whole trace for what only we can.
  console.error(cause instanceof StartError ? `loupe: ${cause.message}` : cause);
  process.exit(1);
}
