import { ZSTD_CODE } from "./zstd-code";

/** What of the decoder's exports is used. */
interface ZstdExports {
  memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(address: number): void;
  /** Bytes that were written; something greater than `room` for an error. */
  ZSTD_decompress(target: number, room: number, source: number, bytes: number): number;
}

let started: ZstdExports | undefined;

function decoder(): ZstdExports {
  if (started === undefined) {
    const code = Uint8Array.from(atob(ZSTD_CODE), (sign) => sign.charCodeAt(0));
    const environment = { emscripten_notify_memory_growth: () => {} };
    const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: environment });
    started = instance.exports as unknown as ZstdExports;
  }
  return started;
}

/**
 * Unpacks zstd that is all in memory, and hands `take` the bytes, which hold for no longer than that call. Throws RangeError
 * when they are not `bytes` bytes of zstd.
 */
export function unpackZstdFrames(
  packed: Uint8Array,
  bytes: number,
  take: (unpacked: Uint8Array) => void,
): void {
  const { malloc, free, memory, ZSTD_decompress } = decoder();
  const source = malloc(packed.length);
  const target = malloc(bytes);
  try {
    if (source === 0 || target === 0) throw new RangeError("no memory to unpack zstd in");
    new Uint8Array(memory.buffer).set(packed, source);
    const written = ZSTD_decompress(target, bytes, source, packed.length) >>> 0;
    if (written !== bytes) throw new RangeError("damaged zstd data");
    take(new Uint8Array(memory.buffer, target, bytes));
  } finally {
    free(source);
    free(target);
  }
}
