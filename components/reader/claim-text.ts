import { formatDuration, formatNumber } from "@/components/ui";
import type { Claim } from "./claims";
import { toVisibleLine } from "./visible-characters";

/** A claimed value for the eye: with separators and, where the field's name tells it, its unit. */
export function claimText({ role, column, isNumber }: Claim, value: string): string {
  const number = Number(value);
  if (!isNumber || role === "id" || !Number.isFinite(number)) return toVisibleLine(value);
  // Digits that a double cannot hold are shown as they are written.
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return value;
  const name = column.field ?? column.name;
  const shown = formatNumber(number);
  switch (role) {
    case "latency":
      if (/(^|_)(ms|millis|milliseconds)(_|$)/i.test(name)) return formatDuration(number);
      return /(^|_)(s|secs?|seconds)(_|$)/i.test(name) ? secondsText(number) : shown;
    case "cost":
      return /usd|dollar/i.test(name) ? `$${shown}` : shown;
    case "energy":
      return /joule/i.test(name) ? `${shown} J` : shown;
    default:
      return shown;
  }
}

function secondsText(seconds: number): string {
  return seconds < 60 ? `${formatNumber(seconds, 3)} s` : formatDuration(seconds * 1000);
}
