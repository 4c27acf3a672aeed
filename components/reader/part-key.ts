/** Name of a message's fold. `message` is its index in the record. */
export function messageKey(message: number): string {
  return `m${message}`;
}

/** Name of one part of a message, for its folds and for finding it on the page. */
export function partKey(message: number, part: number): string {
  return `m${message}.p${part}`;
}

/** Name of a message's exact text, where no part is told from another. */
export function exactTextKey(message: number): string {
  return `m${message}.text`;
}

/** Name of the fold of what else a message holds. */
export function messageRestKey(message: number): string {
  return `m${message}.rest`;
}

/** Name of a field of a message that is no part of it, by its place among them. */
export function messageFieldKey(message: number, position: number): string {
  return `m${message}.f${position}`;
}

/** Name of a field beside the conversation, by its place among them. */
export function fieldKey(position: number): string {
  return `f${position}`;
}

/** Names of the two forms of the raw record. */
export const RAW_TREE = "raw";
export const RAW_TEXT = "raw.text";

/** Name of a field's name in a tree, by its place there. */
export function treeNameKey(tree: string, path: string): string {
  return `${tree}${path}.name`;
}

/** Name of a value in a tree, by its place there. */
export function treeValueKey(tree: string, path: string): string {
  return `${tree}${path}.value`;
}

/** Name of the fold of the fields that are not shown at first. */
export const MORE_FIELDS = "fields";
