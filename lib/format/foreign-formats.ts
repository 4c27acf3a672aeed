/** Files that people drop by mistake, by their first bytes. */
const MAGIC: readonly (readonly [magic: string, name: string])[] = [
  ["PK\x03\x04", "a zip archive (or a document made of one)"],
  ["%PDF-", "a PDF document"],
  ["\x89PNG", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["BZh", "packed with bzip2"],
  ["\xfd7zXZ", "packed with xz"],
  ["7z\xbc\xaf", "a 7-Zip archive"],
  ["Rar!", "a RAR archive"],
  ["ARROW1", "an Arrow file"],
  ["SQLite format 3", "an SQLite database"],
  ["\x89HDF", "an HDF5 file"],
  ["Obj\x01", "an Avro file"],
  ["ORC", "an ORC file"],
  ["\x80\x02", "a Python pickle"],
  ["\x80\x04", "a Python pickle"],
  ["\x80\x05", "a Python pickle"],
  ["\xff\xfe", "text in UTF-16 (save it as UTF-8)"],
  ["\xfe\xff", "text in UTF-16 (save it as UTF-8)"],
];

/** What the bytes are when they are something well known that is no data for us: "a PDF document"; else null. */
export function nameForeignFormat(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  for (const [magic, name] of MAGIC) if (head.startsWith(magic)) return name;
  if (head.startsWith("ustar", 257)) return "a tar archive";
  if (/^\s*<(!doctype|html|\?xml)/i.test(head.replace(/^\xef\xbb\xbf/, ""))) return "a web page or XML";
  return null;
}
