/** Bounds of histogram bins, rising, one more than there are bins. */
export type BinEdges = readonly number[];

const STEPS = [1, 2, 5];
/**
 * Places within one power of ten at which logarithmic bins may begin, from fine to coarse: Renard's series of preferred
 * numbers, each a round number beside an even step. A bin drawn as wide as the next must be as wide: one that is ten
 * times wider than its neighbour looks like a peak.
 */
const LOG_SERIES: readonly (readonly number[])[] = [
  [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8],
  [1, 1.6, 2.5, 4, 6.3],
  [1, 2, 5],
  [1, 3],
  [1],
];

/** At most `bins` equal bins with round bounds over [min, max]; whole numbers as bounds for whole numbers. */
export function linearEdges(min: number, max: number, bins: number, isInteger: boolean): number[] {
  const span = max - min;
  const whole = [min, Math.max(isInteger ? max + 1 : max, nextAbove(min))];
  // One value only, or a span too small or too large to be cut.
  if (!(span > 0) || !Number.isFinite(span) || min + span / bins === min) return whole;
  const power = Math.floor(Math.log10(span / bins));
  for (const exponent of [power - 1, power, power + 1, power + 2]) {
    for (const step of STEPS) {
      const width = step * 10 ** exponent;
      if (isInteger && width < 1) continue;
      const edges = roundEdges(min, max, width, bins, isInteger, exponent);
      if (edges !== null) return edges;
    }
  }
  // No round width gives so few bins when the span holds zero.
  return whole;
}

/** Multiples of `width` that hold [min, max]; null when that takes more than `bins` bins, or rounding loses a value. */
function roundEdges(
  min: number,
  max: number,
  width: number,
  bins: number,
  isInteger: boolean,
  exponent: number,
): number[] | null {
  const first = Math.floor(min / width);
  // The last bin holds its upper bound too, except that a whole number has a bin of its own.
  const last = isInteger && width === 1 ? Math.floor(max) + 1 : Math.max(Math.ceil(max / width), first + 1);
  if (!(last - first <= bins)) return null;
  const edges = Array.from({ length: last - first + 1 }, (_, index) =>
    roundTo((first + index) * width, exponent),
  );
  const isRising = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge));
  return isRising && (edges[0] ?? max) <= min && (edges.at(-1) ?? min) >= max ? edges : null;
}

/** Bins that grow by round factors over [min, max], min ≥ 0; zero is a bin of its own. */
export function logEdges(
  min: number,
  smallest: number,
  max: number,
  bins: number,
  isInteger: boolean,
): number[] {
  const low = Math.floor(Math.log10(smallest));
  const high = Math.ceil(Math.log10(max));
  let edges: number[] = [];
  for (const series of LOG_SERIES) {
    edges = [];
    for (let power = low; power <= high; power++) {
      for (const place of series) {
        const exact = roundTo(place * 10 ** power, power - 2);
        const edge = isInteger ? Math.round(exact) : exact;
        // Among small whole numbers each has a bin, though even steps would be finer.
        if (edges.length === 0 || edge > (edges.at(-1) ?? edge)) edges.push(edge);
      }
    }
    edges = trimmed(edges, smallest, max);
    if (min < smallest) edges = [min, ...edges.filter((edge) => edge > min)];
    if (edges.length - 1 <= bins) return edges;
  }
  // More powers of ten than bins: join neighbours.
  const every = Math.ceil((edges.length - 1) / bins);
  const last = edges.at(-1) ?? max;
  return [...edges.slice(0, -1).filter((_, index) => index % every === 0), last];
}

/**
 * Bins by calendar units over [min, max], epoch milliseconds in UTC; the last one ends behind `max`. `areDays`: values
 * have no time of day, so no bin is shorter than a day.
 */
export function dateEdges(min: number, max: number, bins: number, areDays = false): number[] {
  for (const { floor, next } of areDays ? CALENDAR_STEPS.slice(DAY_STEP) : CALENDAR_STEPS) {
    const edges = [floor(min)];
    while ((edges.at(-1) ?? max) <= max && edges.length <= bins + 1) edges.push(next(edges.at(-1) ?? max));
    if (edges.length <= bins + 1 && edges.every(Number.isFinite)) return edges;
  }
  return linearEdges(min, max, bins, true);
}

interface CalendarStep {
  floor(time: number): number;
  next(time: number): number;
}

const SECOND = 1000;
/** Place of the day among the steps. */
const DAY_STEP = 8;
const CALENDAR_STEPS: readonly CalendarStep[] = [
  ...[1, 5, 15, 60, 300, 900, 3600, 21600, 86400, 604800].map((seconds): CalendarStep => {
    const width = seconds * SECOND;
    // Weeks begin on Monday; 1970 began on a Thursday.
    const shift = seconds === 604800 ? 4 * 86400 * SECOND : 0;
    return {
      floor: (time) => Math.floor((time - shift) / width) * width + shift,
      next: (time) => time + width,
    };
  }),
  ...[1, 3, 12, 60, 120, 1200, 12000].map((months): CalendarStep => {
    const at = (month: number) => {
      const date = new Date(0);
      return date.setUTCFullYear(0, month, 1);
    };
    const monthOf = (time: number) => new Date(time).getUTCFullYear() * 12 + new Date(time).getUTCMonth();
    return {
      floor: (time) => at(Math.floor(monthOf(time) / months) * months),
      next: (time) => at(monthOf(time) + months),
    };
  }),
];

/** Drops edges of bins that lie wholly outside [min, max]. */
function trimmed(edges: readonly number[], min: number, max: number): number[] {
  const start = Math.max(
    0,
    edges.findLastIndex((edge) => edge <= min),
  );
  const end = edges.findIndex((edge) => edge >= max);
  const kept = edges.slice(start, end < 0 ? undefined : Math.max(end, start + 1) + 1);
  return kept.length > 1 ? kept : [min, Math.max(max, nextAbove(min))];
}

/** 3 * 0.1 is 0.30000000000000004; a bound should read 0.3. */
function roundTo(value: number, power: number): number {
  return power < 0 && power >= -100 ? Number(value.toFixed(-power)) : value;
}

function nextAbove(value: number): number {
  return (
    value +
    Math.max(
      Math.abs(value) * Number.EPSILON,
      Number.isInteger(value) && Math.abs(value) < 2 ** 52 ? 1 : Number.MIN_VALUE,
    )
  );
}
