import { jsonValue } from "@/lib/format/json-value";
import type { Role, ValuePath } from "./model";
import { bareMessage, type RawMessage } from "./raw-message";

/** Markers that open a turn inside one string, in the two spellings that are common. */
const FAMILIES: readonly { lead: string; turns: readonly (readonly [marker: string, role: Role])[] }[] = [
  {
    lead: "\n\n",
    turns: [
      ["Human:", "user"],
      ["Assistant:", "assistant"],
      ["System:", "system"],
    ],
  },
  {
    lead: "### ",
    turns: [
      ["Human:", "user"],
      ["User:", "user"],
      ["Assistant:", "assistant"],
      ["System:", "system"],
    ],
  },
];

/**
 * Turns of a conversation kept in one string (hh-rlhf: `\n\nHuman:` and `\n\nAssistant:`).
 * Null unless the string begins with a turn of the user or the system. One space after a marker belongs to the marker.
 */
export function splitTurnMarkers(text: string, base: ValuePath): RawMessage[] | null {
  for (const family of FAMILIES) {
    const start = openingMarker(text, family);
    if (start >= 0) return splitFamily(text, start, family, base);
  }
  return null;
}

type Family = (typeof FAMILIES)[number];

/** Where the first marker word begins, past the lead; -1 when the text does not begin with a turn. */
function openingMarker(text: string, family: Family): number {
  const first = /\S/.exec(text)?.index ?? -1;
  if (first < 0 || first > 8) return -1;
  const start = text.startsWith(family.lead.trimStart(), first)
    ? first + family.lead.trimStart().length
    : first;
  // A bare "Human:" at the very start counts only with a marked turn to follow.
  const turn = turnAt(text, start, family);
  if (turn === null || turn[1] === "assistant") return -1;
  const isLed = text.startsWith(family.lead, start - family.lead.length);
  return isLed || text.includes(`${family.lead}Assistant:`, start) ? start : -1;
}

function splitFamily(text: string, start: number, family: Family, base: ValuePath): RawMessage[] {
  const messages: RawMessage[] = [];
  let turn = turnAt(text, start, family);
  let from = start;
  while (turn !== null) {
    const [marker, role] = turn;
    const next = nextTurn(text, from + marker.length, family);
    const contentStart = from + marker.length + (text.charAt(from + marker.length) === " " ? 1 : 0);
    // The lead of the next turn separates turns and belongs to neither.
    const end = next < 0 ? text.length : next - family.lead.length;
    const content = text.slice(Math.min(contentStart, end), end);
    messages.push(bareMessage(role, marker.slice(0, -1), jsonValue(content), base));
    from = next;
    turn = next < 0 ? null : turnAt(text, next, family);
  }
  return messages;
}

function nextTurn(text: string, from: number, family: Family): number {
  for (let at = text.indexOf(family.lead, from); at >= 0; at = text.indexOf(family.lead, at + 1)) {
    if (turnAt(text, at + family.lead.length, family) !== null) return at + family.lead.length;
  }
  return -1;
}

function turnAt(text: string, at: number, family: Family): readonly [string, Role] | null {
  for (const turn of family.turns) if (text.startsWith(turn[0], at)) return turn;
  return null;
}
