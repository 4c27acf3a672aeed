const DAY_US = 86_400_000_000n;
const TIME = /^(\d{4}-\d{2}-\d{2})(?:(T\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,6}))?Z)?$/;

/**
 * Microseconds since 1970 of a bound on a time: a day, a moment in UTC, or epoch milliseconds. A day as the upper end
 * lasts to its last microsecond, as the database counts it. null for other words.
 */
export function placeOfTime(bound: number | string, end: "min" | "max"): bigint | null {
  if (typeof bound === "number") {
    const whole = Math.trunc(bound);
    return Number.isSafeInteger(whole) ? BigInt(whole) * 1000n : null;
  }
  const [, day, minute, second = ":00", fraction = ""] = TIME.exec(bound) ?? [];
  if (day === undefined) return null;
  const timeMs = Date.parse(minute === undefined ? `${day}T00:00Z` : `${day}${minute}${second}Z`);
  // 30 February is none, but some engines read it as 1 March.
  if (Number.isNaN(timeMs) || !new Date(timeMs).toISOString().startsWith(`${day}${minute ?? ""}`))
    return null;
  const start = BigInt(timeMs) * 1000n;
  if (minute === undefined) return end === "min" ? start : start + DAY_US - 1n;
  return start + BigInt(fraction.padEnd(6, "0"));
}

/** Whether no microsecond of the same day comes after. */
export function isLastOfDay(place: bigint): boolean {
  return (place + 1n) % DAY_US === 0n;
}

/** "2024-01-05" */
export function dayText(place: bigint): string {
  return timeText(place).slice(0, 10);
}

/** "2024-01-05T18:30:00.000001Z" */
export function timeText(place: bigint): string {
  const micros = ((place % 1000n) + 1000n) % 1000n;
  const text = new Date(Number((place - micros) / 1000n)).toISOString();
  return micros === 0n ? text : text.replace("Z", `${String(micros).padStart(3, "0")}Z`);
}
