import type { Run } from "@/lib/format";
import { sourcesOf } from "./folded-sources";
import { isNumeric } from "./plain-run";

/** What is shorter stands in nearly every line. */
const FEWEST_BYTES = 3;
/** The bytes of prose, from the most frequent on. */
const FREQUENT = " etaoinsrhldcumfpgwybv,.";
/** Characters whose lower case is within ASCII: whoever looks for the run must stop at them as well. */
const KELVIN_AND_DOTTED_I = "\u212a\u0130";

/**
 * The longest part of a run of raw JSON (see `findPlainRun`) that is the same bytes in whatever case it is written, but
 * for letters of ASCII. Null where there is none, or none that is worth looking for.
 */
export function lineRun(run: string): Run | null {
  let best = "";
  let part = "";
  for (const character of [...run, null]) {
    if (character !== null && isSteady(character)) part += character;
    else {
      if (part.length > best.length && !isNumeric(part)) best = part;
      part = "";
    }
  }
  const encoder = new TextEncoder();
  const lower = encoder.encode(best);
  if (lower.length < FEWEST_BYTES) return null;
  const upper = encoder.encode(best.replace(/[a-z]/g, (letter) => letter.toUpperCase()));
  return { lower, upper, rare: rarePlaces(lower), isAscii: lower.length === best.length };
}

function isSteady(character: string): boolean {
  // What is no UTF-8 is read as it.
  if (character === "\ufffd") return false;
  const others = sourcesOf(character).filter((source) => !KELVIN_AND_DOTTED_I.includes(source));
  return others.length === 1 || /^[a-z]$/.test(character);
}

function rarePlaces(bytes: Uint8Array): [number, number] {
  const places = [...bytes.keys()].sort((a, b) => frequency(bytes[b]) - frequency(bytes[a]));
  return [places[0] ?? 0, places[1] ?? 0];
}

/** Goes down with how often a byte is met; what stands in no list is rare. */
function frequency(byte = 0): number {
  const place = FREQUENT.indexOf(String.fromCharCode(byte));
  return place < 0 ? FREQUENT.length : place;
}
