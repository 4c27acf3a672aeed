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

/** Name of a field beside the conversation, by its place among them. */
export function fieldKey(position: number): string {
  return `f${position}`;
}

/** Name of the fold of the fields that are not shown at first. */
export const MORE_FIELDS = "fields";
