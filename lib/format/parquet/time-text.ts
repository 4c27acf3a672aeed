/** Dates and times as ISO 8601 text, from counts that may be far outside what a JavaScript Date can hold. */

const pad = (value: number | bigint, digits: number): string => value.toString().padStart(digits, "0");

/** "2024-01-01" for days since 1970-01-01; years outside 0 to 9999 as in ISO 8601's extended form, "+290000-12-31". */
export function dateText(days: number): string {
  // Days to civil date in the proleptic Gregorian calendar, by 400-year eras that start on 1 March.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${yearText(year)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return pad(year, 4);
  return `${year < 0 ? "-" : "+"}${pad(Math.abs(year), 6)}`;
}

/** "20:34:56.123456" for a count since midnight in units of 10^-digits seconds; zeros at the end are dropped by threes. */
export function timeText(count: bigint, digits: number): string {
  const unit = 10n ** BigInt(digits);
  const seconds = Number(count / unit);
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  const fraction = pad(count % unit, digits).replace(/(?:000)+$/, "");
  return digits === 0 || fraction === "" ? clock : `${clock}.${fraction}`;
}

/** "2024-01-01T20:34:56.123456Z" for a count since 1970 in units of 10^-digits seconds; no "Z" for local time. */
export function timestampText(count: bigint, digits: number, isUtc: boolean): string {
  const perDay = 86_400n * 10n ** BigInt(digits);
  let days = count / perDay;
  let rest = count % perDay;
  if (rest < 0n) {
    days -= 1n;
    rest += perDay;
  }
  return `${dateText(Number(days))}T${timeText(rest, digits)}${isUtc ? "Z" : ""}`;
}

/** Julian day of 1970-01-01. */
const UNIX_EPOCH_JULIAN_DAY = 2_440_588;
const NANOSECONDS_PER_DAY = 86_400_000_000_000n;
const MIN_SPARK_NANOSECONDS = -(2n ** 63n) * 1000n;

/**
 * Text of an INT96 timestamp: 8 bytes of nanoseconds in the day, 4 bytes of Julian day. Exact for every
 * year, where a 64-bit count of nanoseconds wraps around outside 1677 to 2262.
 */
export function int96Text(view: DataView, offset: number): string {
  const nanoseconds = view.getBigInt64(offset, true);
  const day = view.getInt32(offset + 8, true) - UNIX_EPOCH_JULIAN_DAY;
  const count = BigInt(day) * NANOSECONDS_PER_DAY + nanoseconds;
  if (count >= MIN_SPARK_NANOSECONDS) return timestampText(count, 9, true);
  // Spark counts 64-bit microseconds and lets them overflow when it makes the Julian day of a year above
  // 289,000; nothing it can mean is earlier than its smallest count, so the overflow can be undone.
  return timestampText(BigInt.asIntN(64, count / 1000n) * 1000n, 9, true);
}

/** ISO 8601 duration of a Parquet interval: months, days and milliseconds, 4 bytes each; "PT0S" when all are 0. */
export function intervalText(view: DataView, offset: number): string {
  const months = view.getUint32(offset, true);
  const days = view.getUint32(offset + 4, true);
  const milliseconds = view.getUint32(offset + 8, true);
  const date = `${months > 0 ? `${months}M` : ""}${days > 0 ? `${days}D` : ""}`;
  const time = milliseconds > 0 ? `T${milliseconds / 1000}S` : "";
  return date + time === "" ? "PT0S" : `P${date}${time}`;
}
