import { numberField, structField, structListField, type ThriftStruct, textField } from "./thrift";

/** Physical types of Parquet, by their number in the footer. */
const PHYSICAL = ["boolean", "int32", "int64", "int96", "float", "double", "binary", "fixed binary"];
export const INT96 = 3;
export const FIXED_LEN_BYTE_ARRAY = 7;
export const CONVERTED_INTERVAL = 21;

const CONVERTED: Readonly<Record<number, string>> = {
  0: "text",
  4: "enum",
  6: "date",
  7: "time",
  8: "time",
  9: "timestamp",
  10: "timestamp",
  11: "uint8",
  12: "uint16",
  13: "uint32",
  14: "uint64",
  15: "int8",
  16: "int16",
  17: "int32",
  18: "int64",
  19: "json",
  20: "bson",
  21: "interval",
};
const CONVERTED_MAP = 1;
const CONVERTED_MAP_KEY_VALUE = 2;
const CONVERTED_LIST = 3;
const CONVERTED_DECIMAL = 5;

/** One node of the schema tree: a group has children, a leaf has a physical type. */
export interface SchemaNode {
  name: string;
  /** The footer's own struct of this node. */
  element: ThriftStruct;
  children: SchemaNode[];
  repeated: boolean;
}

/** The tree of the flat list of schema elements; its root stands for a row. Throws RangeError when the counts do not add up. */
export function parseSchemaTree(elements: readonly ThriftStruct[]): SchemaNode {
  let position = 0;
  const next = (depth: number): SchemaNode => {
    const element = elements[position++];
    if (element === undefined || depth > 100) throw new RangeError("the schema is not complete");
    const node: SchemaNode = {
      name: textField(element, 4) ?? "",
      element,
      children: [],
      repeated: numberField(element, 3) === 2,
    };
    const childCount = numberField(element, 5) ?? 0;
    for (let index = 0; index < childCount; index++) node.children.push(next(depth + 1));
    return node;
  };
  return next(0);
}

/** Schema elements of a subtree in footer order. */
export function flattenSchema(node: SchemaNode): ThriftStruct[] {
  return [node.element, ...node.children.flatMap(flattenSchema)];
}

/** Number of leaf columns below (or at) a node. */
export function countLeaves(node: SchemaNode): number {
  if (node.element.has(1)) return 1;
  return node.children.reduce((sum, child) => sum + countLeaves(child), 0);
}

function logicalName(element: ThriftStruct): string | null {
  const logical = structField(element, 10);
  if (logical === null) return null;
  if (logical.has(1)) return "text";
  if (logical.has(4)) return "enum";
  if (logical.has(6)) return "date";
  if (logical.has(7)) return "time";
  if (logical.has(8)) return "timestamp";
  if (logical.has(11)) return "null";
  if (logical.has(12)) return "json";
  if (logical.has(13)) return "bson";
  if (logical.has(14)) return "uuid";
  if (logical.has(15)) return "float16";
  return null;
}

function leafTypeText(element: ThriftStruct): string {
  const physical = numberField(element, 1) ?? -1;
  const converted = numberField(element, 6);
  if (converted === CONVERTED_DECIMAL || structField(element, 10)?.has(5)) {
    return `decimal(${numberField(element, 8) ?? "?"}, ${numberField(element, 7) ?? 0})`;
  }
  if (physical === INT96) return "timestamp";
  const annotated = logicalName(element) ?? (converted === null ? null : (CONVERTED[converted] ?? null));
  return annotated ?? PHYSICAL[physical] ?? "unknown";
}

/** The type as a person reads it: `list<struct<role: text, content: text>>`. */
export function typeText(node: SchemaNode): string {
  const inner = innerTypeText(node);
  return node.repeated ? `list<${inner}>` : inner;
}

function innerTypeText(node: SchemaNode): string {
  if (node.children.length === 0) return leafTypeText(node.element);
  const converted = numberField(node.element, 6);
  const logical = structField(node.element, 10);
  const only = node.children.length === 1 ? node.children[0] : undefined;
  if ((converted === CONVERTED_LIST || logical?.has(3)) && only?.repeated) {
    // Three-level lists wrap the item in a repeated group; two-level ones of old writers repeat the item itself.
    const wrapped = only.children.length === 1 && only.name !== "array" && only.name !== `${node.name}_tuple`;
    const item = wrapped ? only.children[0] : undefined;
    return `list<${item ? typeText(item) : innerTypeText(only)}>`;
  }
  const isMap = converted === CONVERTED_MAP || converted === CONVERTED_MAP_KEY_VALUE || logical?.has(2);
  const [key, value] = only?.children ?? [];
  if (isMap && only?.repeated && key) {
    return `map<${typeText(key)}, ${value ? typeText(value) : "null"}>`;
  }
  return `struct<${node.children.map((child) => `${child.name}: ${typeText(child)}`).join(", ")}>`;
}

/** Schema elements of the root of a file. */
export function schemaElements(footer: ThriftStruct): ThriftStruct[] {
  return structListField(footer, 2);
}
