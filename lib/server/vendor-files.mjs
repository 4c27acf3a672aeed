import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

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
  },
  {
    variable: "LOUPE_DUCKDB_WORKER",
    stem: "duckdb-eh-worker",
    extension: "js",
    from: "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js",
    // It would send the engine's 34 MB through a stream of its own to tell of progress, which nobody asks for. The
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
  return SOURCES.map(({ variable, stem, extension, from, edits }) => {
    const file = readFileSync(join(projectFolder, "node_modules", from));
    const content = edits === undefined ? file : edited(file, from, edits);
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
    const name = `${stem}.${hash}.${extension}`;
    return { variable, name, address: `/vendor/${name}`, content };
  });
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
