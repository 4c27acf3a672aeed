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
