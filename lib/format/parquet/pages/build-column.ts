import type { ArrowColumn } from "../arrow-column";
import type { LeafEntries } from "./text-leaf";
import type { TextShape } from "./text-shape";

const NO_OFFSETS = new Int32Array(0);
const NO_DATA = new Uint8Array(0);

/** Builds the column of a field from the entries of its leaf columns. Throws RangeError when those do not fit together. */
export function buildColumn(shape: TextShape, leaves: readonly LeafEntries[], length: number): ArrowColumn {
  const leaf = leaves[shape.leaf];
  if (leaf === undefined) throw new RangeError("a leaf column is missing");
  switch (shape.kind) {
    case "text":
      return textColumn(shape, leaf, length);
    case "list": {
      const { validity, offsets } = listPlaces(shape, leaf, length);
      const item = buildColumn(shape.item, leaves, offsets[length] as number);
      return { ...columnOf({ kind: "list" }, length), validity, offsets, children: [item] };
    }
    case "object":
      return {
        ...columnOf({ kind: "struct", names: shape.names }, length),
        validity: findValidity(shape, leaf, length),
        children: shape.fields.map((field) => buildColumn(field, leaves, length)),
      };
  }
}

function columnOf(type: ArrowColumn["type"], length: number): ArrowColumn {
  return { type, length, validity: null, bitOffset: 0, offsets: NO_OFFSETS, data: NO_DATA, children: [] };
}

/** Values that a shape has are entries that begin one, in a list that has an item there. */
function isValueOf({ repetition, itemDefinition }: TextShape, leaf: LeafEntries, entry: number): boolean {
  return (
    levelAt(leaf.repetitions, entry, 0) <= repetition &&
    levelAt(leaf.definitions, entry, itemDefinition) >= itemDefinition
  );
}

/** Without levels the highest counts. */
function levelAt(levels: Uint8Array | null, entry: number, without: number): number {
  return levels === null ? without : (levels[entry] as number);
}

/** Null when every value is there. */
function findValidity(shape: TextShape, leaf: LeafEntries, length: number): Uint8Array<ArrayBuffer> | null {
  const { definitions } = leaf;
  const validity = new Uint8Array((length + 7) >> 3);
  let value = 0;
  let valid = 0;
  for (let entry = 0; entry < leaf.count; entry++) {
    if (!isValueOf(shape, leaf, entry)) continue;
    if (levelAt(definitions, entry, shape.definition) >= shape.definition) {
      if (value < length) validity[value >> 3] = (validity[value >> 3] as number) | (1 << (value & 7));
      valid++;
    }
    value++;
  }
  if (value !== length) throw new RangeError(`${value} values where there should be ${length}`);
  return valid === length ? null : validity;
}

function textColumn(shape: TextShape, leaf: LeafEntries, length: number): ArrowColumn {
  const { texts } = leaf;
  const validity = findValidity(shape, leaf, length);
  const column = { ...columnOf({ kind: "text" }, length), validity, data: texts.data };
  if (validity === null) {
    if (texts.count !== length) throw new RangeError(`${texts.count} texts where there should be ${length}`);
    return { ...column, offsets: texts.offsets.subarray(0, length + 1) };
  }
  // A null takes no bytes.
  const offsets = new Int32Array(length + 1);
  let text = 0;
  for (let value = 0; value < length; value++) {
    if (((validity[value >> 3] as number) & (1 << (value & 7))) !== 0) text++;
    offsets[value + 1] = texts.offsets[text] as number;
  }
  if (texts.count !== text) throw new RangeError(`${texts.count} texts where there should be ${text}`);
  return { ...column, offsets };
}

function listPlaces(
  shape: TextShape & { kind: "list" },
  leaf: LeafEntries,
  length: number,
): { validity: Uint8Array<ArrayBuffer> | null; offsets: Int32Array<ArrayBuffer> } {
  const offsets = new Int32Array(length + 1);
  const { itemDefinition, repetition } = shape.item;
  let list = 0;
  let items = 0;
  for (let entry = 0; entry < leaf.count; entry++) {
    if (isValueOf(shape, leaf, entry)) offsets[list++] = items;
    const begins = levelAt(leaf.repetitions, entry, 0) <= repetition;
    if (begins && levelAt(leaf.definitions, entry, itemDefinition) >= itemDefinition) items++;
  }
  offsets[length] = items;
  return { validity: findValidity(shape, leaf, length), offsets };
}
