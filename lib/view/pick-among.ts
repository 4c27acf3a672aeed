/**
 * What a gesture on marks of a chart asks for: a click or a drag, one with Shift, one with Alt (or the same keys with
 * Enter).
 */
export type Pick = "only" | "add" | "exclude";

/** What a field is filtered by: what is selected, or what is left out. */
interface Chosen<Value> {
  values: readonly Value[];
  exclude: boolean;
}

type IsSame<Value> = (a: Value, b: Value) => boolean;

/**
 * Picks one value of those that a row has one of. A click: only it (again: everything). With Shift it comes to the
 * selection, or leaves it; where values are left out, it is given back. With Alt it is left out, or given back; of a
 * selection it is taken, and what was not selected anyway changes nothing. Where nothing would be left of the
 * selection, all but the value is.
 */
export function pickAmong<Value>(
  old: Chosen<Value>,
  value: Value,
  pick: Pick,
  isSame: IsSame<Value> = Object.is,
): Chosen<Value> {
  const isOnly = !old.exclude && old.values.length === 1 && old.values.every((only) => isSame(only, value));
  return pick === "only" && isOnly
    ? { values: [], exclude: false }
    : pickAllAmong(old, [value], pick, isSame);
}

/** Picks several values at once: those that are not yet what the gesture makes of them, or all of them back. */
export function pickAllAmong<Value>(
  old: Chosen<Value>,
  picked: readonly Value[],
  pick: Pick,
  isSame: IsSame<Value> = Object.is,
): Chosen<Value> {
  if (pick === "only") return { values: picked, exclude: false };
  const exclude = pick === "exclude";
  const rest = without(old.values, picked, isSame);
  if (old.values.length === 0 || (rest.length === 0 && exclude && !old.exclude)) {
    return { values: picked, exclude };
  }
  const more = without(picked, old.values, isSame);
  const isMore = old.exclude === exclude && more.length > 0;
  return { values: isMore ? [...old.values, ...more] : rest, exclude: old.exclude };
}

/** What is asked for of rows that hold several values, and what is left out: a row may have one beside the other. */
interface AnyBut<Value> {
  values: readonly Value[];
  without: readonly Value[];
}

/**
 * Picks values of those that a row may have several of. With Shift they come to the selection whatever is left out, or
 * leave it; with Alt they are left out, whether they were selected or not. What is left out, either gives back.
 */
export function pickBeside<Value>(
  old: AnyBut<Value>,
  picked: readonly Value[],
  pick: Exclude<Pick, "only">,
  isSame: IsSame<Value> = Object.is,
): AnyBut<Value> {
  const leftOut = without(old.without, picked, isSame);
  if (without(picked, old.without, isSame).length === 0) return { values: old.values, without: leftOut };
  const rest = without(old.values, picked, isSame);
  if (pick === "exclude") return { values: rest, without: [...leftOut, ...picked] };
  const more = without(picked, old.values, isSame);
  return { values: more.length > 0 ? [...old.values, ...more] : rest, without: leftOut };
}

function without<Value>(values: readonly Value[], gone: readonly Value[], isSame: IsSame<Value>): Value[] {
  return values.filter((value) => !gone.some((other) => isSame(other, value)));
}
