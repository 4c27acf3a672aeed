import type { FooterField } from "../footer";
import type { SchemaNode } from "../schema";
import { numberField, structField } from "../thrift";
import type { LeafLevels } from "./text-leaf";

/** A field that holds texts and nothing else: a text, or lists and objects of them. */
export interface TextField {
  root: TextShape;
  /** In the order of the file. */
  leaves: readonly LeafLevels[];
}

/**
 * Every entry of a leaf column has two levels, as Dremel writes them: https://research.google/pubs/pub36632/
 * `definition`: from here on the value itself is there. `itemDefinition`: from here on the list around it has an item, 0
 * outside of lists. `repetition`: how many lists are around it. `leaf`: its leaf column, or the first below it.
 */
interface Levels {
  leaf: number;
  definition: number;
  itemDefinition: number;
  repetition: number;
}

export type TextShape = Levels &
  (
    | { kind: "text" }
    | { kind: "list"; item: TextShape }
    | { kind: "object"; names: readonly string[]; fields: readonly TextShape[] }
  );

const BYTE_ARRAY = 6;
const OPTIONAL = 1;
const CONVERTED_UTF8 = 0;
const CONVERTED_LIST = 3;
const LOGICAL_TEXT = 1;
const LOGICAL_LIST = 3;

/** Null for a field that holds anything else, or lists as old writers laid them out. */
export function textFieldOf({ node }: FooterField): TextField | null {
  const leaves: LeafLevels[] = [];
  const root = shapeOf(node, { definition: 0, itemDefinition: 0, repetition: 0 }, leaves);
  return root && { root, leaves };
}

type Around = Omit<Levels, "leaf">;

function shapeOf(node: SchemaNode, around: Around, leaves: LeafLevels[]): TextShape | null {
  if (node.repeated) return null;
  const definition = around.definition + (numberField(node.element, 3) === OPTIONAL ? 1 : 0);
  const levels: Levels = { ...around, definition, leaf: leaves.length };
  if (node.element.has(1)) {
    if (!isText(node)) return null;
    leaves.push({ repetition: around.repetition, definition });
    return { ...levels, kind: "text" };
  }
  return isAnnotated(node) ? listOf(node, levels, leaves) : objectOf(node, levels, leaves);
}

function listOf(node: SchemaNode, levels: Levels, leaves: LeafLevels[]): TextShape | null {
  if (!hasAnnotation(node, CONVERTED_LIST, LOGICAL_LIST)) return null;
  const [group] = node.children;
  const [itemNode] = group?.children ?? [];
  // Others repeat the item itself, or a group that is the item.
  const isWrapped = node.children.length === 1 && group?.repeated && group.children.length === 1;
  if (!isWrapped || !group || !itemNode || group.name === "array" || group.name === `${node.name}_tuple`)
    return null;
  const itemDefinition = levels.definition + 1;
  const inside = { definition: itemDefinition, itemDefinition, repetition: levels.repetition + 1 };
  const item = shapeOf(itemNode, inside, leaves);
  return item && { ...levels, kind: "list", item };
}

function objectOf(node: SchemaNode, levels: Levels, leaves: LeafLevels[]): TextShape | null {
  const fields: TextShape[] = [];
  for (const child of node.children) {
    const field = shapeOf(child, levels, leaves);
    if (field === null) return null;
    fields.push(field);
  }
  const names = node.children.map(({ name }) => name);
  return fields.length === 0 ? null : { ...levels, kind: "object", names, fields };
}

function isAnnotated({ element }: SchemaNode): boolean {
  return element.has(6) || element.has(10);
}

function isText(node: SchemaNode): boolean {
  return numberField(node.element, 1) === BYTE_ARRAY && hasAnnotation(node, CONVERTED_UTF8, LOGICAL_TEXT);
}

/** Whether the annotations of a node, old and new, say this and nothing else. */
function hasAnnotation({ element }: SchemaNode, converted: number, logical: number): boolean {
  const old = numberField(element, 6);
  const type = structField(element, 10);
  return (
    (old ?? converted) === converted &&
    (type === null || type.has(logical)) &&
    (old !== null || type !== null)
  );
}
