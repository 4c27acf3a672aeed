import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Path of a Chromium or Chrome on this machine: CHROMIUM_PATH, one that is installed, or Playwright's own.
 * Null when there is none. Throws when CHROMIUM_PATH names a file that is not there.
 * @returns {string | null}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there`);
    return named;
  }
  const onPath = NAMES.flatMap((name) =>
    (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)),
  );
  return (
    [...onPath, ...MAC, chromium.executablePath()].find((path) => path !== "" && existsSync(path)) ?? null
  );
}

/**
 * As `findChromium`, but installs one when there is none that starts: Playwright's download, else apt-get when this
 * is Debian and we are root. Throws an error that says what to do when nothing helps.
 * @returns {string}
 */
export function ensureChromium() {
  const found = findChromium();
  if (found !== null && starts(found)) return found;
  if (process.env.CHROMIUM_PATH) throw new Error(`${found}, which CHROMIUM_PATH names, does not start`);

  console.log("No Chromium that starts was found; trying Playwright's download");
  run("npx", ["playwright", "install", "chromium"]);
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded) && starts(downloaded)) return downloaded;

  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("Trying apt-get");
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
    const installed = ["/usr/bin/chromium", downloaded].find((path) => existsSync(path) && starts(path));
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "The end-to-end tests need Chromium, and none could be found or installed. " +
      "Install Chromium or Chrome, or set CHROMIUM_PATH to one.",
  );
}

/** True when this Chromium runs here: a download may lack libraries of the system. @param {string} path */
function starts(path) {
  const arguments_ = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"];
  const { status, stdout } = spawnSync(path, arguments_, { encoding: "utf8", timeout: 60_000 });
  return status === 0 && stdout.includes("<html");
}

/** @param {string} command @param {string[]} arguments_ */
function run(command, arguments_) {
  spawnSync(command, arguments_, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
