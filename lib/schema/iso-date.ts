const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?Z?$/;

/**
 * "date" or "timestamp" for a text in ISO 8601 that names a real day; null for any other. A time with an offset
 * (`+02:00`) is none: a timestamp column could not give it back. A time finer than a microsecond is none either.
 */
export function isoDateType(text: string): "date" | "timestamp" | null {
  const date = DATE.exec(text);
  if (date) return isDay(date) ? "date" : null;
  const time = TIMESTAMP.exec(text);
  if (!time || /\.\d{7,}/.test(text) || !isDay(time)) return null;
  const [, , , , hour, minute, second = "0"] = time;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 ? "timestamp" : null;
}

function isDay([, year, month, day]: RegExpExecArray): boolean {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
