/** The first character of a text that is no white space (of a surrogate pair its first half); "" when it is blank. */
export function firstSign(text: string): string {
  return /\S/.exec(text)?.[0] ?? "";
}
