import type { ByteSource } from "./model";

const SAMPLE_BYTES = 64 * 1024;
/** Up to this size the fingerprint is one of every byte. */
export const COVERED_BYTES = 3 * SAMPLE_BYTES;

/**
 * SHA-256, in hex, over the size (8 bytes, little-endian) and three samples of 64 KB: start, middle, end.
 * Tells one file from another without reading gigabytes; files of up to 192 KB are covered in full.
 * Rejects with SourceError.
 */
export async function fingerprint(source: ByteSource): Promise<string> {
  const { sizeBytes } = source;
  const head = new Uint8Array(8);
  new DataView(head.buffer).setBigUint64(0, BigInt(sizeBytes), true);
  const middle = Math.max(SAMPLE_BYTES, Math.floor((sizeBytes - SAMPLE_BYTES) / 2));
  const last = Math.max(middle + SAMPLE_BYTES, sizeBytes - SAMPLE_BYTES);
  const samples = await Promise.all([
    source.read(0, SAMPLE_BYTES),
    source.read(middle, middle + SAMPLE_BYTES),
    source.read(last, sizeBytes),
  ]);
  return sha256(new Blob([head, ...samples]));
}

/** Identity of files opened together, from their fingerprints in order: that of the file where there is one. */
export async function joinFingerprints(fingerprints: readonly string[]): Promise<string> {
  const [first, ...others] = fingerprints;
  return others.length === 0 ? (first ?? "") : sha256(new Blob([fingerprints.join(" ")]));
}

async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
