import type { FixedBinaryMeaning } from "./arrow-column";
import { CONVERTED_INTERVAL, FIXED_LEN_BYTE_ARRAY, INT96, type SchemaNode } from "./schema";
import { numberField, structField, THRIFT, type ThriftStruct } from "./thrift";

/**
 * Some types lose information on their way through the decoder: INT96 becomes a 64-bit count of nanoseconds, which
 * wraps around outside 1677 to 2262, and an interval loses its months. Both have 12 bytes of fixed
 * size, so the decoder is told just that, and the bytes arrive as they stand in the file.
 */
const RAW_BYTES = 12;

export function isInt96(element: ThriftStruct): boolean {
  return numberField(element, 1) === INT96;
}

function isInterval(element: ThriftStruct): boolean {
  return numberField(element, 6) === CONVERTED_INTERVAL;
}

function isUuid(element: ThriftStruct): boolean {
  return structField(element, 10)?.has(14) ?? false;
}

/** The schema element as the decoder shall see it. */
export function decodeElement(element: ThriftStruct): ThriftStruct {
  if (!isInt96(element) && !isInterval(element)) return element;
  const raw = new Map(element);
  raw.set(1, { type: THRIFT.i32, data: FIXED_LEN_BYTE_ARRAY });
  raw.set(2, { type: THRIFT.i32, data: RAW_BYTES });
  raw.delete(6);
  raw.delete(10);
  return raw;
}

/** What fixed-size binaries below `nodes` stand for, by the names of their fields. */
export function fixedBinaryMeanings(nodes: readonly SchemaNode[]): ReadonlyMap<string, FixedBinaryMeaning> {
  const meanings = new Map<string, FixedBinaryMeaning>();
  const visit = (node: SchemaNode): void => {
    if (isInt96(node.element)) meanings.set(node.name, "int96");
    else if (isInterval(node.element)) meanings.set(node.name, "interval");
    else if (isUuid(node.element)) meanings.set(node.name, "uuid");
    for (const child of node.children) visit(child);
  };
  for (const node of nodes) visit(node);
  return meanings;
}
