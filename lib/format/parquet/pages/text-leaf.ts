import type { ChunkBytes, RowRange } from "../read-chunks";
import { GrowingTexts, type Texts } from "./growing-texts";
import { type DataPage, ENCODING, type LevelsApart, type PageHeader, readPageHeader } from "./page-header";
import { isPageCodec, type PageCodec, type PageMemory } from "./page-memory";
import { readRuns } from "./read-runs";

/** The entries of some rows of a leaf column: its values, and what stands for empty lists and nulls. */
export interface LeafEntries {
  count: number;
  /** At which list an entry begins a new item, 0 for a new row; null when the column is in no list. */
  repetitions: Uint8Array | null;
  /** How much of the path to the value is there; null when nothing of it may be missing. */
  definitions: Uint8Array | null;
  /** Of the entries whose path is all there. */
  texts: Texts;
}

/** The greatest levels of a leaf column. */
export interface LeafLevels {
  repetition: number;
  definition: number;
}

/** Reads rows of a leaf column of texts. Throws RangeError for what it cannot read, or does not find. */
export function readTextLeaf(
  memory: PageMemory,
  { chunk, pieces }: ChunkBytes,
  levels: LeafLevels,
  range: RowRange,
  groupRows: number,
): LeafEntries {
  if (!isPageCodec(chunk.codec)) throw new RangeError(`pages are packed with ${chunk.codec}`);
  const part = Math.min(1, (range.rowEnd - range.rowStart) / Math.max(1, groupRows));
  const reader = new LeafReader(memory, chunk.codec, levels, range, chunk.uncompressedBytes * part);
  for (const piece of pieces) {
    for (let at = 0; at < piece.length && !reader.isDone; ) {
      const header = readPageHeader(piece, at);
      reader.addPage(piece, header);
      at = header.end;
    }
  }
  return reader.finish();
}

class LeafReader {
  isDone = false;
  readonly #memory: PageMemory;
  readonly #codec: PageCodec;
  readonly #levels: LeafLevels;
  readonly #range: RowRange;
  #dictionary: GrowingTexts | null = null;
  readonly #texts: GrowingTexts;
  readonly #repetitions: Uint8Array[] = [];
  readonly #definitions: Uint8Array[] = [];
  #entries = 0;
  /** Rows that have begun. */
  #rows = 0;

  constructor(
    memory: PageMemory,
    codec: PageCodec,
    levels: LeafLevels,
    range: RowRange,
    probableBytes: number,
  ) {
    this.#memory = memory;
    this.#codec = codec;
    this.#levels = levels;
    this.#range = range;
    this.#texts = new GrowingTexts(Math.ceil(probableBytes * 1.02) + 1024, range.rowEnd - range.rowStart);
  }

  addPage(bytes: Uint8Array, header: PageHeader): void {
    const { page } = header;
    switch (page.kind) {
      case "other":
        return;
      case "dictionary": {
        this.#put(bytes, header, null);
        const { start, end } = this.#memory;
        const texts = this.#memory.split(start, page.values);
        this.#dictionary = new GrowingTexts(end - start, page.values);
        this.#dictionary.addAll(texts.bytes, texts.start, texts.ends, 0, page.values);
        return;
      }
      case "data":
        this.#addData(bytes, header, page);
    }
  }

  finish(): LeafEntries {
    const { rowStart, rowEnd } = this.#range;
    if (Math.min(this.#rows, rowEnd) < rowEnd)
      throw new RangeError(`rows ${rowStart} to ${rowEnd} are not all there`);
    return {
      count: this.#entries,
      repetitions: this.#levels.repetition > 0 ? join(this.#repetitions, this.#entries) : null,
      definitions: this.#levels.definition > 0 ? join(this.#definitions, this.#entries) : null,
      texts: this.#texts,
    };
  }

  #addData(bytes: Uint8Array, header: PageHeader, page: DataPage): void {
    const { rowStart, rowEnd } = this.#range;
    const rows = this.#levels.repetition === 0 ? page.values : (page.apart?.rows ?? null);
    if (rows !== null && this.#rows + rows <= rowStart) {
      this.#rows += rows;
      return;
    }
    this.#put(bytes, header, page.apart);
    const { levels, valuesAt } = this.#readLevels(page);
    const { from, to } = this.#entriesInRange(levels.repetitions, page.values);
    const { definitions } = levels;
    const valuesBefore = definitions === null ? from : this.#countValues(definitions, 0, from);
    const values = definitions === null ? to - from : this.#countValues(definitions, from, to);
    if (levels.repetitions !== null) this.#repetitions.push(levels.repetitions.subarray(from, to));
    if (definitions !== null) this.#definitions.push(definitions.subarray(from, to));
    this.#entries += to - from;
    if (values > 0) this.#addTexts(page.encoding, valuesAt, valuesBefore, valuesBefore + values);
    if (this.#levels.repetition === 0 && this.#rows >= rowEnd) this.isDone = true;
  }

  #put(bytes: Uint8Array, { start, end, bytes: unpackedBytes }: PageHeader, apart: LevelsApart | null): void {
    const plainBytes = apart === null ? 0 : apart.repetitionBytes + apart.definitionBytes;
    const codec = apart?.isPacked === false ? "uncompressed" : this.#codec;
    this.#memory.put(bytes.subarray(start, end), codec, plainBytes, unpackedBytes);
  }

  #readLevels({ values, apart }: DataPage): {
    levels: { repetitions: Uint8Array | null; definitions: Uint8Array | null };
    valuesAt: number;
  } {
    const { start, end, bytes } = this.#memory;
    let at = start;
    const read = (most: number, apartBytes: number | null): Uint8Array | null => {
      if (most === 0) {
        at += apartBytes ?? 0;
        return null;
      }
      let size = apartBytes;
      if (size === null) {
        if (at + 4 > end) throw new RangeError("levels end early");
        size = new DataView(bytes.buffer).getUint32(at, true);
        at += 4;
      }
      if (at + size > end) throw new RangeError("levels end early");
      const found = new Uint8Array(values);
      readRuns(bytes, at, at + size, 32 - Math.clz32(most), found, values);
      if (found.some((level) => level > most)) throw new RangeError("a level is too high");
      at += size;
      return found;
    };
    const repetitions = read(this.#levels.repetition, apart?.repetitionBytes ?? null);
    const definitions = read(this.#levels.definition, apart?.definitionBytes ?? null);
    return { levels: { repetitions, definitions }, valuesAt: at };
  }

  /** Which entries of a page belong to rows that are asked for; counts the rows that begin. */
  #entriesInRange(repetitions: Uint8Array | null, count: number): { from: number; to: number } {
    const { rowStart, rowEnd } = this.#range;
    if (repetitions === null) {
      const first = this.#rows;
      this.#rows += count;
      const clamp = (row: number) => Math.max(0, Math.min(count, row - first));
      return { from: clamp(rowStart), to: clamp(rowEnd) };
    }
    let from = this.#rows > rowStart ? 0 : count;
    for (let entry = 0; entry < count; entry++) {
      if (repetitions[entry] !== 0) {
        if (this.#rows === 0) throw new RangeError("a column does not begin with a row");
        continue;
      }
      if (this.#rows === rowStart) from = entry;
      if (this.#rows === rowEnd) {
        this.isDone = true;
        return { from: Math.min(from, entry), to: entry };
      }
      this.#rows++;
    }
    return { from, to: count };
  }

  #countValues(definitions: Uint8Array, from: number, to: number): number {
    const { definition } = this.#levels;
    let count = 0;
    for (let entry = from; entry < to; entry++) if (definitions[entry] === definition) count++;
    return count;
  }

  /** Adds values [from, to) of the page. */
  #addTexts(encoding: number, at: number, from: number, to: number): void {
    const { bytes, end } = this.#memory;
    switch (encoding) {
      case ENCODING.plain: {
        const texts = this.#memory.split(at, to);
        this.#texts.addAll(texts.bytes, texts.start, texts.ends, from, to);
        return;
      }
      case ENCODING.plainDictionary:
      case ENCODING.dictionary: {
        if (this.#dictionary === null || at >= end) throw new RangeError("there is no dictionary");
        const indexes = new Int32Array(to);
        readRuns(bytes, at + 1, end, bytes[at] as number, indexes, to);
        this.#texts.addNamed(this.#dictionary, indexes, from, to);
        return;
      }
      default:
        throw new RangeError(`texts have encoding ${encoding}`);
    }
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
