import { LIMITS } from "@/lib/format/limits";
import { megabytes } from "@/lib/format/megabytes";
import { FormatError } from "@/lib/format/model";
import type { FooterField, RowGroup } from "./footer";

/** Codecs the decoder has; the deprecated LZ4 is read in both of its framings. */
const READABLE_CODECS = new Set(["uncompressed", "snappy", "gzip", "brotli", "LZ4 (Hadoop)", "zstd", "LZ4"]);

/** Why a field cannot be read from the footer's words alone; null when it can be tried. */
export function knownColumnError(
  fileName: string,
  field: FooterField,
  rowGroup: RowGroup,
): FormatError | null {
  for (const chunk of rowGroup.columns.slice(field.leafStart, field.leafEnd)) {
    if (chunk.isEncrypted) {
      return new FormatError(
        "encrypted",
        `${fileName}: column "${field.name}" is encrypted and cannot be read`,
      );
    }
    if (!READABLE_CODECS.has(chunk.codec)) {
      return new FormatError(
        "codec",
        `${fileName}: column "${field.name}" is packed with ${chunk.codec}, which is not supported`,
      );
    }
  }
  return null;
}

/** The sentence for a field that takes more bytes in one row group than can be decoded. */
export function largeColumnError(
  fileName: string,
  field: FooterField,
  rowGroup: number,
  bytes: number,
): FormatError {
  const size = `${megabytes(bytes)} packed, and the browser can decode ${megabytes(LIMITS.columnBytes)} at once`;
  return new FormatError(
    "too-large",
    `${fileName}: column "${field.name}" of row group ${rowGroup + 1} is too large (${size}); its values are missing from rows of that group`,
  );
}

/** The sentence for a field whose pages could not be decoded. */
export function decodeColumnError(
  fileName: string,
  field: FooterField,
  rowGroup: number,
  cause: unknown,
): FormatError {
  const where = `${fileName}: column "${field.name}" of row group ${rowGroup + 1} cannot be decoded`;
  const reason = decoderReason(cause);
  return new FormatError("column", reason === "" ? where : `${where} (${reason})`, { cause });
}

/** The decoder's own words without the names of the layers they came through. */
function decoderReason(cause: unknown): string {
  if (!(cause instanceof Error) || cause instanceof WebAssembly.RuntimeError) return "";
  return cause.message
    .replace(/^(?:(?:Parquet argument error|Parquet error|External|Arrow|EOF): )+/, "")
    .trim();
}
