import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { trimExports } from "./trim-exports.mjs";

const DUCKDB_WORKER = "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js";
const INSERT = "this._bindings.insertArrowFromIPCStream(e.data[0],e.data[1],e.data[2])";

/**
 * Files of npm packages that the browser loads as they are, too big or too particular to be bundled.
 * `variable` is the name under which next.config.ts hands the address to lib/engine/assets.ts.
 */
const SOURCES = [
  {
    variable: "LOUPE_DUCKDB_WASM",
    stem: "duckdb-eh",
    extension: "wasm",
    from: "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm",
    // It exports all of its 75,000 functions and addresses, for extensions that are linked when they are loaded: a fifth
    // of the file, and each start of the engine would make an object of every one. Here none is ever loaded.
    exportsFor: DUCKDB_WORKER,
  },
  {
    variable: "LOUPE_DUCKDB_WORKER",
    stem: "duckdb-eh-worker",
    extension: "js",
    from: DUCKDB_WORKER,
    // It would send the engine's 27 MB through a stream of its own to tell of progress, which nobody asks for. The
    // browser keeps compiled code only of what comes straight from the network: without this edit every visit compiles
    // the engine anew, a fifth of what the processors do while 1.5 GB are read.
    edits: [
      ['typeof TransformStream=="function"', "false"],
      [
        'console.warn("instantiating without progress handler since transform streams are unavailable")',
        "void 0",
      ],
      // An engine that does not load is told to whoever waits for it; see lib/engine/start-duckdb.ts.
      [
        "WebAssembly.instantiateStreaming(fetch(n),e).then(a=>{t(a.instance,a.module)})",
        "WebAssembly.instantiateStreaming(fetch(n),e).then(a=>{t(a.instance,a.module)},r=>setTimeout(()=>{throw r}))",
      ],
      // Rows that were inserted lie in the engine's memory. What brought them would lie beside them until the browser
      // collects garbage, after some 64 MB of it. A message to nobody takes the bytes along, and nothing else does: the
      // browser keeps those of ArrayBuffer.transfer() as long, and does not even count them.
      [
        `${INSERT},`,
        `${INSERT},(self.loupeNobody??=(({port1,port2})=>(port2.close(),port1))(new MessageChannel)).postMessage(0,[e.data[1].buffer]),`,
      ],
    ],
  },
  {
    variable: "LOUPE_PARQUET_WASM",
    stem: "parquet",
    extension: "wasm",
    from: "parquet-wasm/esm/parquet_wasm_bg.wasm",
  },
];

/**
 * The vendor files, with the name they are served under, which holds a hash of their content.
 * @param {string} projectFolder
 */
export function vendorFiles(projectFolder) {
  const read = (/** @type {string} */ name) => readFileSync(join(projectFolder, "node_modules", name));
  return SOURCES.map(({ variable, stem, extension, from, edits, exportsFor }) => {
    const file = edits === undefined ? read(from) : edited(read(from), from, edits);
    const content = exportsFor === undefined ? file : trimExports(file, namedIn(read(exportsFor).toString()));
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
    const name = `${stem}.${hash}.${extension}`;
    return { variable, name, address: `/vendor/${name}`, content };
  });
}

/**
 * Whether a script can ask for an export: by its name, or as one of Emscripten's calls through the table, whose names it
 * puts together.
 * @param {string} script
 */
function namedIn(script) {
  const names = new Set(script.match(/[A-Za-z_$][\w$]*/g));
  return (/** @type {string} */ name) => names.has(name) || name.startsWith("dynCall_");
}

/**
 * @param {Buffer} file
 * @param {string} from
 * @param {readonly (readonly string[])[]} edits
 */
function edited(file, from, edits) {
  let text = file.toString();
  for (const [found = "", instead = ""] of edits) {
    if (text.split(found).length !== 2)
      throw new Error(`${from} does not hold ${found} once: see vendor-files.mjs`);
    text = text.replace(found, instead);
  }
  return Buffer.from(text);
}

/**
 * The addresses of the vendor files, as variables for the bundler.
 * @param {string} projectFolder
 */
export function vendorAddresses(projectFolder) {
  return Object.fromEntries(vendorFiles(projectFolder).map(({ variable, address }) => [variable, address]));
}
