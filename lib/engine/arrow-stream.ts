const FILE_MAGIC = "ARROW1";
/** The magic of an Arrow file is padded to the alignment of its messages. */
const FILE_HEAD_BYTES = 8;

/**
 * The Arrow IPC stream in an answer of DuckDB-Wasm. It answers statements with an Arrow *file*, which is a stream
 * between a head and a footer, and takes in only streams; a reader of streams stops where the footer begins.
 */
export function arrowStream(answer: Uint8Array): Uint8Array {
  const magic = String.fromCharCode(...answer.subarray(0, FILE_MAGIC.length));
  return magic === FILE_MAGIC ? answer.subarray(FILE_HEAD_BYTES) : answer;
}
