import { nameEnd, nameStart, shapeEnd, shapeStart } from "./layout";

// A shape is a list of field names, as a node of a tree: the names of its parent, and one more. Most objects have
// the shape of the object before, so that a name costs one comparison and is never decoded.

/** Words of a node: parent, address of the name, bytes of the name, first child, next sibling, names. */
const NODE: usize = 24;
/** An object whose names are never the same twice is data, not a shape. */
const MOST_CHILDREN = 64;

let nodes: u32 = 0;
let names: usize = 0;

/** The empty shape. */
export const ROOT: u32 = 0;
export const NO_SHAPE: u32 = u32.MAX_VALUE;

export function resetShapes(): void {
  nodes = 1;
  names = nameStart;
  memory.fill(shapeStart, 0, NODE);
}

function node(shape: u32): usize {
  return shapeStart + (shape as usize) * NODE;
}

/** The shape with one more name; NO_SHAPE when the object has the name already, or there is no room. */
export function extend(shape: u32, at: usize, length: u32): u32 {
  let children = 0;
  for (let child = load<u32>(node(shape), 12); child !== 0; child = load<u32>(node(child), 16)) {
    if (load<u32>(node(child), 8) === length && equal(load<u32>(node(child), 4) as usize, at, length))
      return child;
    children++;
  }
  if (children >= MOST_CHILDREN) return NO_SHAPE;
  for (let known = shape; known !== ROOT; known = load<u32>(node(known), 0)) {
    if (load<u32>(node(known), 8) === length && equal(load<u32>(node(known), 4) as usize, at, length))
      return NO_SHAPE;
  }
  // Sixteen bytes beyond the name are read by `equal`.
  if (node(nodes) + NODE > shapeEnd || names + length + 16 > nameEnd) return NO_SHAPE;
  const created = nodes++;
  memory.copy(names, at, length);
  store<u32>(node(created), shape, 0);
  store<u32>(node(created), names as u32, 4);
  store<u32>(node(created), length, 8);
  store<u32>(node(created), 0, 12);
  store<u32>(node(created), load<u32>(node(shape), 12), 16);
  store<u32>(node(created), load<u32>(node(shape), 20) + 1, 20);
  store<u32>(node(shape), created, 12);
  names += length;
  return created;
}

function equal(left: usize, right: usize, length: u32): bool {
  let i: u32 = 0;
  for (; i + 16 <= length; i += 16) {
    if (v128.any_true(v128.xor(v128.load(left + i), v128.load(right + i)))) return false;
  }
  for (; i < length; i++) if (load<u8>(left + i) !== load<u8>(right + i)) return false;
  return true;
}
