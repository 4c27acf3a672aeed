import { type ScannerExports, scannerModule, startScanner } from "@/lib/format/tape";
import { unpackZstdFrames } from "@/lib/format/zstd/unpack-zstd-frames";

/** Codecs whose pages are unpacked here. */
export type PageCodec = "uncompressed" | "snappy" | "zstd";

const CODECS: ReadonlySet<string> = new Set<PageCodec>(["uncompressed", "snappy", "zstd"]);

export function isPageCodec(codec: string): codec is PageCodec {
  return CODECS.has(codec);
}

/** Texts that were split, where they lie until the next page is put: text i ends `ends[i]` bytes behind `start`. */
export interface SplitTexts {
  bytes: Uint8Array;
  start: number;
  ends: Uint32Array;
}

const PAGE = 65_536;
/** The scanner reads and writes up to 16 bytes past what it was given. */
const SLACK = 64;
/** Pages are a few megabytes at most, but nothing forbids that a column is one page. */
const LARGEST_PAGE = 64 << 20;

let shared: PageMemory | null | undefined;

/** The memory of this thread; null where the browser has no WebAssembly SIMD. */
export function pageMemory(): PageMemory | null {
  if (shared === undefined) {
    const module = scannerModule();
    shared = module === null ? null : new PageMemory(startScanner(module));
  }
  return shared;
}

/** The scanner's memory, where one page after the other is unpacked and split into texts. */
export class PageMemory {
  /** Holds until the next page is put. */
  bytes = new Uint8Array(0);
  /** Where the page stands in `bytes`. */
  readonly start = PAGE;
  end = PAGE;

  constructor(private readonly exports: ScannerExports) {}

  /**
   * Unpacks a page, of which the first `plainBytes` bytes are not packed, to `bytes` bytes. Throws RangeError when it is
   * damaged or too large.
   */
  put(packed: Uint8Array, codec: PageCodec, plainBytes: number, bytes: number): void {
    if (bytes > LARGEST_PAGE || plainBytes > Math.min(bytes, packed.length))
      throw new RangeError("an odd page");
    // The texts of a page are no longer than it, and each has at least the four bytes of its length.
    const rest = packed.subarray(plainBytes);
    const restBytes = bytes - plainBytes;
    this.#makeRoom(3 * bytes + rest.length + 4 * SLACK);
    this.end = this.start + bytes;
    this.bytes.set(packed.subarray(0, plainBytes), this.start);
    const target = this.start + plainBytes;
    if (codec === "zstd") {
      unpackZstdFrames(rest, restBytes, (unpacked) => this.bytes.set(unpacked, target));
      return;
    }
    if (codec === "snappy") {
      const source = this.end + SLACK;
      this.bytes.set(rest, source);
      if (this.exports.unsnap(source, source + rest.length, target, restBytes) === 0)
        throw new RangeError("damaged Snappy data");
      return;
    }
    if (rest.length !== restBytes) throw new RangeError("a page is not as long as it says");
    this.bytes.set(rest, target);
  }

  /** The first `count` texts from `at` on. Throws RangeError when there are not as many, or they are not UTF-8. */
  split(at: number, count: number): SplitTexts {
    if (count * 4 > this.end - at) throw new RangeError("texts end early");
    const ends = (this.end + SLACK + 3) & ~3;
    const start = ends + count * 4 + SLACK;
    if (this.exports.splitTexts(at, this.end, count, start, ends) < 0)
      throw new RangeError("texts end early, or are not UTF-8");
    return { bytes: this.bytes, start, ends: new Uint32Array(this.bytes.buffer, ends, count) };
  }

  #makeRoom(bytes: number): void {
    const { memory } = this.exports;
    const missing = PAGE + bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    if (this.bytes.buffer !== memory.buffer) this.bytes = new Uint8Array(memory.buffer);
  }
}
