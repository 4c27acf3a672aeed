import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";

/** The person asked for something that cannot be done; the message is a sentence for them. */
export class StartError extends Error {}

/**
 * What the command line asks to serve: each file or folder, and the path below `/data/` it gets. One folder alone
 * is the data folder itself; several things keep their own names, made different where they are equal.
 * Throws StartError for a path that is not there.
 * @param {readonly string[]} targets
 * @param {string} [folder] folder that relative paths start from
 * @returns {{ path: string, target: string }[]}
 */
export function readTargets(targets, folder = process.cwd()) {
  const found = targets.map((text) => {
    const target = resolve(folder, text);
    if (!existsSync(target)) throw new StartError(`There is no file or folder ${text}`);
    const stats = statSync(target);
    if (!stats.isFile() && !stats.isDirectory())
      throw new StartError(`${text} is neither a file nor a folder`);
    return { target, isFolder: stats.isDirectory() };
  });
  const [only] = found;
  if (found.length === 1 && only?.isFolder) return [{ path: "", target: only.target }];
  const taken = new Set();
  return found.map(({ target }) => {
    const path = freeName(basename(target), taken);
    taken.add(path);
    return { path, target };
  });
}

/**
 * @param {string} name
 * @param {ReadonlySet<string>} taken
 */
function freeName(name, taken) {
  // A hidden file that was named outright is served, under a name that is not hidden.
  const visible = name.replace(/^\.+/, "") || "data";
  if (!taken.has(visible)) return visible;
  const dot = visible.indexOf(".");
  const [stem, endings] = dot < 0 ? [visible, ""] : [visible.slice(0, dot), visible.slice(dot)];
  let number = 2;
  while (taken.has(`${stem}-${number}${endings}`)) number++;
  return `${stem}-${number}${endings}`;
}

/** More than these make a link too long to pass on. */
const LINK_FILES_MAX = 40;

/**
 * Address, below the page's origin, that opens the named files as one dataset (in a link, "!" escapes and so is
 * doubled). Files that only lie in the same folder need not belong together: a folder is listed on the home page,
 * "/", which is also the answer when there is nothing to open, or too much for a link.
 * @param {readonly { path: string, target: string }[]} mounts
 */
export function addressOf(mounts) {
  const files = mounts.filter(({ target }) => statSync(target).isFile());
  if (files.length === 0 || files.length > LINK_FILES_MAX) return "/";
  return `/browse?${files.map(({ path }) => `src=${encodeURIComponent(`data:${path.replaceAll("!", "!!")}`)}`).join("&")}`;
}
