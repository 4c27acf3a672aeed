/** Bytes that were not UTF-8 were replaced by U+FFFD. */
export const MARK_NOT_UTF8 = "not UTF-8";
/** A key came twice in one object; the last one counts. */
export const MARK_REPEATED_KEY = "repeated key";
/** A bare NaN, Infinity or -Infinity, which is not JSON; kept as that word. */
export const MARK_NAN = "NaN literal";

/** Shared by all records without a mark. */
export const NO_MARKS: readonly string[] = Object.freeze([]);
