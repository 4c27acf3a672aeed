import { joinBytes } from "@/lib/source";
import type { ByteSource } from "@/lib/source/model";
import { detectFraming } from "./detect-framing";
import { nameForeignFormat } from "./foreign-formats";
import { type FormatDetection, FormatError, type Packing } from "./model";
import { unpack } from "./unpack";

const SAMPLE_BYTES = 64 * 1024;

/**
 * Finds out by content how a file is packed and framed. Reads its first 64 KB.
 * Rejects with FormatError "empty", "lfs-pointer", "encrypted" or "not-data" when it holds no records that can be read, with the
 * errors of unpacking when not even the beginning unpacks, and with SourceError.
 */
export async function detectFormat(source: ByteSource): Promise<FormatDetection> {
  const { name } = source;
  if (source.sizeBytes === 0) throw new FormatError("empty", `${name} is empty (0 bytes).`);
  const head = await source.read(0, SAMPLE_BYTES);
  if (startsWith(head, "PAR1")) return { packing: "none", framing: "parquet" };
  if (startsWith(head, "PARE")) {
    throw new FormatError(
      "encrypted",
      `${name} is an encrypted Parquet file. It cannot be read without its key.`,
    );
  }
  refuseLfsPointer(name, head);
  const packing = packingOf(head);
  const sample = packing === "none" ? head : await unpackSample(source, packing);
  const isWhole = packing === "none" ? head.length === source.sizeBytes : sample.length < SAMPLE_BYTES;
  if (packing !== "none" && startsWith(sample, "PAR1")) {
    throw new FormatError(
      "not-data",
      `${name} is a Parquet file packed once more with ${packing}. Unpack it first.`,
    );
  }
  if (packing !== "none" && packingOf(sample) !== "none") {
    throw new FormatError("not-data", `${name} was packed twice. Unpack it once before opening it.`);
  }
  const foreign = nameForeignFormat(sample);
  if (foreign) throw new FormatError("not-data", `${name} is ${foreign}, not JSON or Parquet.`);
  const framing = detectFraming(sample, isWhole);
  if (framing === "blank") throw new FormatError("empty", `${name} holds nothing but white space.`);
  if (framing === null) {
    throw new FormatError(
      "not-data",
      `${name} is neither JSON nor Parquet: nothing in its first 64 KB reads as a record.`,
    );
  }
  return { packing, framing };
}

function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return "zstd";
  // A skippable frame may come first (pzstd writes one).
  if (((head[0] ?? 0) & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18)
    return "zstd";
  return "none";
}

async function unpackSample(
  source: ByteSource,
  packing: Exclude<Packing, "none">,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for await (const piece of unpack(source, packing)) {
      pieces.push(piece);
      length += piece.length;
      if (length >= SAMPLE_BYTES) break;
    }
  } catch (error) {
    // A file that is cut in its first 64 KB still has rows to show; reading it will say the rest.
    if (length === 0 || !(error instanceof FormatError)) throw error;
  }
  return joinBytes(pieces).subarray(0, SAMPLE_BYTES);
}

function refuseLfsPointer(name: string, head: Uint8Array): void {
  if (!startsWith(head, "version https://git-lfs")) return;
  const text = new TextDecoder().decode(head.subarray(0, 1024));
  const size = /^size (\d+)$/m.exec(text)?.[1];
  const real = size === undefined ? "" : ` The real file has ${Number(size).toLocaleString("en-US")} bytes:`;
  throw new FormatError(
    "lfs-pointer",
    `${name} is a Git LFS pointer of ${head.length.toLocaleString("en-US")} bytes, not the data.${real} fetch it with “git lfs pull”.`,
  );
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return bytes.length >= ascii.length && [...ascii].every((char, at) => bytes[at] === char.charCodeAt(0));
}
