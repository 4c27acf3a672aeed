const DAY = { day: "numeric", month: "short" } as const;
const MOMENT = new Intl.DateTimeFormat("en-GB", {
  ...DAY,
  hour: "numeric",
  minute: "2-digit",
  hourCycle: "h12",
});
const DATE = new Intl.DateTimeFormat("en-GB", { ...DAY, year: "numeric" });

/** A moment (ms since 1970) in local time: "20 Nov, 3:14 pm"; of another year than this one, "20 Nov 2025". */
export function formatMoment(ms: number, nowMs = Date.now()): string {
  const isThisYear = new Date(ms).getFullYear() === new Date(nowMs).getFullYear();
  return (isThisYear ? MOMENT : DATE).format(ms);
}
