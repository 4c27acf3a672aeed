/** One gzip member on its way through DecompressionStream. */
export class GzipMember {
  /** Bytes unpacked; exact after `settle`. */
  sizeBytes = 0;

  private readonly writer: WritableStreamDefaultWriter<BufferSource>;
  private readonly drained: Promise<void>;
  private ready: Uint8Array<ArrayBuffer>[] = [];

  constructor() {
    const stream = new DecompressionStream("gzip");
    this.writer = stream.writable.getWriter();
    // A failure reaches the caller through write and close.
    this.writer.closed.catch(() => {});
    this.drained = this.drain(stream.readable.getReader());
  }

  /** Resolves with the failure, as a value since what was unpacked must still be taken. */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<{ cause: unknown } | null> {
    try {
      await this.writer.write(bytes);
      return null;
    } catch (cause) {
      await this.drained;
      return { cause };
    }
  }

  /** Waits until all that was written has come out: the stream takes a write only after its output was read. */
  async settle(): Promise<void> {
    await this.write(new Uint8Array(0));
  }

  /** Ends the member; resolves with a failure when it is not complete. */
  async close(): Promise<{ cause: unknown } | null> {
    // An error drops what waits to be read, so let that out first.
    await this.settle();
    try {
      await this.writer.close();
      await this.drained;
      return null;
    } catch (cause) {
      await this.drained;
      return { cause };
    }
  }

  /** What came out since the last call. */
  take(): Uint8Array<ArrayBuffer>[] {
    const taken = this.ready;
    this.ready = [];
    return taken;
  }

  private async drain(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        this.sizeBytes += value.length;
        this.ready.push(value);
      }
    } catch {
      // The same error rejects the write or the close that caused it.
    }
  }
}
