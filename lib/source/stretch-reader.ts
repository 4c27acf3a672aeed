import { byteReader } from "./byte-reader";
import type { ByteSource } from "./model";
import { releaseBytes } from "./release-bytes";

/** Little enough to stay in the cache from reading to parsing. */
const ROOM_BYTES = 1 << 20;

/** What is read at once where there is no stream, in rooms: each piece is a question of its own to a server. */
const PIECE_ROOMS = 2;

/**
 * Reads a stretch of a source from its start to its end into the same memory again and again. To get new memory for all
 * of it costs as much as the reading: the system clears every page that is touched first. Where the browser has no
 * streams of bytes, or the source none at all, the stretch is read in one piece.
 */
export class StretchReader {
  readonly #source: ByteSource;
  readonly #end: number;
  #room: Uint8Array<ArrayBuffer>;
  #filled = 0;
  /** Where in the source the room ends. */
  #position: number;
  #reader: ReadableStreamBYOBReader | null;
  readonly #pieceBytes: number;
  /** The piece behind the room, on its way. */
  #ahead: Promise<Uint8Array<ArrayBuffer>> | null = null;

  private constructor(
    source: ByteSource,
    start: number,
    end: number,
    reader: ReadableStreamBYOBReader | null,
    roomBytes: number,
  ) {
    this.#source = source;
    this.#position = start;
    this.#end = end;
    this.#reader = reader;
    this.#pieceBytes = PIECE_ROOMS * roomBytes;
    this.#room = new Uint8Array(reader === null ? 0 : Math.min(roomBytes, end - start));
  }

  /** Bytes [start, end), clamped to the size. Rejects like `ByteSource.read`. */
  static async open(
    source: ByteSource,
    start: number,
    end: number,
    roomBytes = ROOM_BYTES,
  ): Promise<StretchReader> {
    const to = Math.min(end, source.sizeBytes);
    const from = Math.max(0, Math.min(start, to));
    const stream = from === to ? undefined : await source.stream?.(from, to);
    const bytes = stream === undefined ? null : byteReader(stream);
    if (bytes === null) stream?.cancel().catch(() => {});
    const reader = new StretchReader(source, from, to, bytes, roomBytes);
    if (reader.#reader === null && from < to) reader.#lookAhead();
    return reader;
  }

  /** What was read and is not used up; it holds until the next call to `more`. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#room.subarray(0, this.#filled);
  }

  /** Where in the source `bytes` begins. */
  get start(): number {
    return this.#position - this.#filled;
  }

  /**
   * Forgets the first `used` bytes and reads on behind the others; false when there is no more to read.
   * Rejects like `ByteSource.read`.
   */
  async more(used: number): Promise<boolean> {
    this.#room.copyWithin(0, used, this.#filled);
    this.#filled -= used;
    if (this.#position === this.#end) return false;
    if (this.#reader !== null && this.#filled === this.#room.length) this.#grow(2 * this.#room.length);
    try {
      // Not until the room is full: meanwhile the browser's own buffer would be full, and its reading stand still.
      const enough = Math.min(this.#room.length, this.#filled + this.#room.length / 4);
      while (this.#reader !== null && this.#filled < enough && this.#position < this.#end)
        await this.#readOn(this.#reader);
    } catch {
      // The memory went with the read that failed.
      this.#room = new Uint8Array(0);
      this.#position -= this.#filled;
      this.#filled = 0;
      this.#endStream();
    }
    if (this.#reader === null) await this.#readPiece();
    return true;
  }

  /** To be called when no more is wanted: gives the memory back, with what `bytes` was. */
  close(): void {
    this.#endStream();
    this.#ahead?.then(releaseBytes).catch(() => {});
    releaseBytes(this.#room);
  }

  #endStream(): void {
    if (this.#reader === null) return;
    // A stream that is at its end, or has failed, has nothing to cancel.
    this.#reader.cancel().catch(() => {});
    this.#reader = null;
  }

  async #readOn(reader: ReadableStreamBYOBReader): Promise<void> {
    const { buffer } = this.#room;
    const most = Math.min(this.#room.length - this.#filled, this.#end - this.#position);
    const { value, done } = await reader.read(new Uint8Array(buffer, this.#filled, most));
    if (value !== undefined) this.#room = new Uint8Array(value.buffer);
    if (done) throw new RangeError("the stream ended early");
    this.#filled += value.byteLength;
    this.#position += value.byteLength;
  }

  /** Also after a stream that failed: reading in the other way tells why, or works. */
  async #readPiece(): Promise<void> {
    const piece = await (this.#ahead ?? this.#ask(this.#position));
    this.#position += piece.length;
    this.#ahead = null;
    if (this.#position < this.#end) this.#lookAhead();
    if (this.#filled + piece.length > this.#room.length) this.#grow(this.#filled + piece.length);
    this.#room.set(piece, this.#filled);
    this.#filled += piece.length;
    releaseBytes(piece);
  }

  #lookAhead(): void {
    this.#ahead = this.#ask(this.#position);
    // What goes wrong is told in its turn.
    this.#ahead.catch(() => {});
  }

  #ask(from: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#source.read(from, Math.min(this.#end, from + this.#pieceBytes));
  }

  #grow(bytes: number): void {
    const grown = new Uint8Array(bytes);
    grown.set(this.#room.subarray(0, this.#filled));
    releaseBytes(this.#room);
    this.#room = grown;
  }
}
