const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Whether an object of the text names a field twice. `value` is what JSON.parse made of the text, with one field for
 * both. False alarms (a text that begins with a colon) cost a second look; no repeated key escapes.
 */
export function mayRepeatKeys(text: string, value: unknown): boolean {
  return countNames(text) > countFields(value);
}

/** Names of all objects in a JSON text: quotes with a colon behind them, save those that are escaped inside a text. */
function countNames(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    let before = colon - 1;
    while (isSpace(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) !== QUOTE) continue;
    let slashes = before;
    while (text.charCodeAt(slashes - 1) === BACKSLASH) slashes--;
    if ((before - slashes) % 2 === 0) count++;
  }
  return count;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Fields of all objects in a parsed value, at any depth. */
function countFields(value: unknown): number {
  let count = 0;
  const left = [value];
  while (left.length > 0) {
    const container = left.pop();
    if (Array.isArray(container)) {
      for (const item of container) if (isContainer(item)) left.push(item);
    } else if (isContainer(container)) {
      for (const name in container) {
        count++;
        const field = container[name];
        if (isContainer(field)) left.push(field);
      }
    }
  }
  return count;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
