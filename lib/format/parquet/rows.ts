import type { FormatError } from "@/lib/format/model";
import type { Value } from "@/lib/format/value";
import { releaseBytes } from "@/lib/source";
import type { ArrowColumn } from "./arrow-column";
import { type Accessor, arrowAccessor } from "./arrow-value";
import type { DecodedBatch } from "./decoder";
import { type StructShape, StructValue } from "./nested-value";
import { NULL } from "./scalar-value";

/** Fields that were decoded together. */
export interface DecodedPart {
  names: readonly string[];
  batches: readonly DecodedBatch[];
}

/**
 * Decoded rows of one row group. A row is an object with every field that was asked for, in schema order; those that
 * could not be decoded are null, so that nobody takes the row for one without them.
 */
export class ParquetRows {
  /** Fields that were decoded. */
  readonly fields: readonly string[];
  /** Fields that could not be decoded, with the sentence that says why. */
  readonly errors: ReadonlyMap<string, FormatError>;
  /** Bytes of memory the decoded columns take. */
  readonly sizeBytes: number;
  private readonly shape: StructShape;
  private readonly parts: readonly DecodedPart[];
  /** The columns of all fields in order, null for those that could not be decoded; null when they came in several batches. */
  readonly columns: readonly (ArrowColumn | null)[] | null;
  readonly names: readonly string[];

  constructor(
    readonly length: number,
    names: readonly string[],
    parts: readonly DecodedPart[],
    errors: ReadonlyMap<string, FormatError>,
  ) {
    this.errors = errors;
    this.parts = parts;
    this.fields = parts.flatMap((part) => part.names);
    const decoded = parts.flatMap(partAccessors);
    let next = 0;
    // Both are in schema order; by place and not by name, since a name may come twice.
    const accessors = names.map((name) => (this.fields[next] === name ? decoded[next++] : null) ?? noValue);
    this.shape = { names, accessors };
    this.names = names;
    const wholes = parts.flatMap(({ names: part, batches }) =>
      part.map((_, place) => (batches.length === 1 ? (batches[0]?.columns[place] ?? null) : null)),
    );
    let whole = 0;
    this.columns = wholes.includes(null)
      ? null
      : names.map((name) => (this.fields[whole] === name ? (wholes[whole++] ?? null) : null));
    this.sizeBytes = decodedBytes(parts);
  }

  /** Row `index` of these rows, from 0. Throws RangeError outside of them. */
  value(index: number): Value {
    if (!(index >= 0 && index < this.length))
      throw new RangeError(`row ${index} of ${this.length} decoded rows`);
    return new StructValue(this.shape, index);
  }

  /** Gives the memory of the rows back; no value of them may be asked for after that. */
  release(): void {
    for (const buffer of columnsOf(this.parts).flatMap(buffersOf)) releaseBytes(buffer);
  }
}

const noValue: Accessor = () => NULL;

/** One accessor per field over all batches. */
function partAccessors({ names, batches }: DecodedPart): Accessor[] {
  const [only] = batches;
  return names.map((_, place) => {
    const accessorOf = (batch: DecodedBatch): Accessor => arrowAccessor(batch.columns[place] as ArrowColumn);
    if (batches.length === 1 && only) return accessorOf(only);
    let rowStart = 0;
    const stretches = batches.map((batch) => {
      const stretch = { rowStart, rowEnd: rowStart + batch.rows, accessor: accessorOf(batch) };
      rowStart = stretch.rowEnd;
      return stretch;
    });
    return (index) => {
      const stretch = stretches.find(({ rowEnd }) => index < rowEnd);
      if (stretch === undefined) throw new RangeError(`row ${index} is not decoded`);
      return stretch.accessor(index - stretch.rowStart);
    };
  });
}

function decodedBytes(parts: readonly DecodedPart[]): number {
  return columnsOf(parts)
    .flatMap(buffersOf)
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function columnsOf(parts: readonly DecodedPart[]): ArrowColumn[] {
  return parts.flatMap(({ batches }) => batches.flatMap(({ columns }) => columns));
}

function buffersOf(column: ArrowColumn): ArrayBufferView<ArrayBuffer>[] {
  const { data, offsets, validity, children } = column;
  return [data, offsets, ...(validity === null ? [] : [validity]), ...children.flatMap(buffersOf)];
}
