import { expect, it } from "vitest";
import { formatMoment } from "./format-moment";

it("writes the time of day where it tells something, and the year where it must", () => {
  const now = new Date(2026, 10, 21).getTime();
  expect(formatMoment(new Date(2026, 10, 20, 15, 14).getTime(), now)).toBe("20 Nov, 3:14 pm");
  expect(formatMoment(new Date(2026, 0, 1, 0, 5).getTime(), now)).toBe("1 Jan, 12:05 am");
  expect(formatMoment(new Date(2025, 10, 20, 15, 14).getTime(), now)).toBe("20 Nov 2025");
});
