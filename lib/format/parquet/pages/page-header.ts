import { numberField, parseThrift, structField, THRIFT } from "../thrift";

/** Of Parquet's encodings those that texts and levels come in, by their number. */
export const ENCODING = { plain: 0, plainDictionary: 2, runs: 3, dictionary: 8 } as const;

/** What stands before a page. */
export interface PageHeader {
  /** Where the page itself begins and ends. */
  start: number;
  end: number;
  /** Bytes once it is unpacked. */
  bytes: number;
  page: DictionaryPage | DataPage | { kind: "other" };
}

export interface DictionaryPage {
  kind: "dictionary";
  values: number;
  encoding: number;
}

export interface DataPage {
  kind: "data";
  /** Nulls among them. */
  values: number;
  encoding: number;
  /** Of a page of the second version; null for one of the first. */
  apart: LevelsApart | null;
}

/** The second version does not pack the levels, and no row goes on in the next page. */
export interface LevelsApart {
  rows: number;
  repetitionBytes: number;
  definitionBytes: number;
  isPacked: boolean;
}

const DATA = 0;
const DICTIONARY = 2;
const DATA_V2 = 3;

/** Throws RangeError when there is none at `start`. */
export function readPageHeader(bytes: Uint8Array, start: number): PageHeader {
  const { struct, end } = parseThrift(bytes, start);
  const packedBytes = countOf(struct, 3);
  if (end + packedBytes > bytes.length) throw new RangeError("a page is cut off");
  const place = { start: end, end: end + packedBytes, bytes: countOf(struct, 2) };
  const detail = (id: number) => structField(struct, id) ?? new Map();
  switch (numberField(struct, 1)) {
    case DICTIONARY: {
      const page = detail(7);
      return { ...place, page: { kind: "dictionary", values: countOf(page, 1), encoding: countOf(page, 2) } };
    }
    case DATA: {
      const page = detail(5);
      if (countOf(page, 3) !== ENCODING.runs || countOf(page, 4) !== ENCODING.runs)
        throw new RangeError("levels are not encoded as runs");
      return {
        ...place,
        page: { kind: "data", values: countOf(page, 1), encoding: countOf(page, 2), apart: null },
      };
    }
    case DATA_V2: {
      const page = detail(8);
      const apart = {
        rows: countOf(page, 3),
        repetitionBytes: countOf(page, 6),
        definitionBytes: countOf(page, 5),
        isPacked: page.get(7)?.type !== THRIFT.false,
      };
      return {
        ...place,
        page: { kind: "data", values: countOf(page, 1), encoding: countOf(page, 4), apart },
      };
    }
    default:
      return { ...place, page: { kind: "other" } };
  }
}

function countOf(struct: Parameters<typeof numberField>[0], id: number): number {
  const count = numberField(struct, id);
  if (count === null || count < 0) throw new RangeError("a page header is not complete");
  return count;
}
