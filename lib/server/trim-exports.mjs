/** Of the binary format of WebAssembly, https://webassembly.github.io/spec/core/binary/modules.html */
const HEADER_BYTES = 8;
const EXPORT_SECTION = 7;

/**
 * A WebAssembly module with only those of its exports that somebody asks for, and all else as it was.
 * @param {Buffer} module
 * @param {(name: string) => boolean} isNeeded
 * @returns {Buffer}
 * @throws {Error} when the module has no exports, or none of them is needed
 */
export function trimExports(module, isNeeded) {
  const reader = { bytes: module, at: HEADER_BYTES };
  while (reader.at < module.length) {
    const start = reader.at;
    const id = module[reader.at++];
    const length = readUnsigned(reader);
    const end = reader.at + length;
    if (id === EXPORT_SECTION) {
      const section = neededExports(reader, isNeeded);
      return Buffer.concat([
        module.subarray(0, start),
        Buffer.from([EXPORT_SECTION, ...unsigned(section.length)]),
        section,
        module.subarray(end),
      ]);
    }
    reader.at = end;
  }
  throw new Error("the WebAssembly module has no exports");
}

/**
 * @typedef {{ bytes: Buffer, at: number }} Reader
 * @param {Reader} reader at the content of the section
 * @param {(name: string) => boolean} isNeeded
 */
function neededExports(reader, isNeeded) {
  const count = readUnsigned(reader);
  /** @type {Buffer[]} */
  const needed = [];
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    const nameBytes = readUnsigned(reader);
    const name = reader.bytes.toString("utf8", reader.at, reader.at + nameBytes);
    // The name, one byte for its kind, and the index among things of that kind.
    reader.at += nameBytes + 1;
    readUnsigned(reader);
    if (isNeeded(name)) needed.push(reader.bytes.subarray(start, reader.at));
  }
  if (needed.length === 0) throw new Error("no export of the WebAssembly module is needed");
  return Buffer.concat([Buffer.from(unsigned(needed.length)), ...needed]);
}

/** LEB128. @param {Reader} reader */
function readUnsigned(reader) {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = reader.bytes[reader.at++] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}

/** LEB128. @param {number} value */
function unsigned(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
