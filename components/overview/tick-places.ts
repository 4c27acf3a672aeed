/** Space between two texts, px. */
const GAP_PX = 6;
/** How far a text may reach beyond the end of the axis, px. */
const BEYOND_PX = 8;

export interface AxisTexts {
  /** Of each bar, or of each edge of the bins: one more than there are bars. */
  texts: readonly string[];
  widthPx: number;
  /** Texts stand at the edges of bars, not below their middles. */
  areEdges: boolean;
  /** Edges in rising order on a logarithmic axis: the round ones among them are named first. */
  logEdges?: readonly number[] | undefined;
  /** Edges, or the values of bars, on an axis of even steps: multiples of a round step are named. */
  evenEdges?: readonly number[] | undefined;
  widthOf: (text: string) => number;
  /** Room before the axis into which its first text may reach, px. */
  gutterPx: number;
}

/** Places of the axis (in bars) that get a text: the most that stand beside each other. */
export function tickPlaces(axis: AxisTexts): number[] {
  const { texts, widthPx, areEdges } = axis;
  const bars = Math.max(areEdges ? texts.length - 1 : texts.length, 1);
  const choices = choicesOf(axis).map((choice) => withoutCrowded(choice, axis, widthPx / bars));
  const fitting = choices.find((choice) => isFitting(choice, axis, widthPx / bars));
  return (fitting ?? choices.at(-1) ?? []).map((place) => (areEdges ? place : place + 0.5));
}

/** From all texts to few. */
function choicesOf({ texts, logEdges, evenEdges }: AxisTexts): number[][] {
  if (evenEdges !== undefined) return evenChoices(evenEdges);
  const every = (places: readonly number[], step: number) => places.filter((_, at) => at % step === 0);
  const all = texts.map((_, place) => place);
  const steps = [1, 2, 5, 10, 20, 50, 100];
  if (logEdges === undefined) return steps.map((step) => every(all, step));
  const among = (digits: readonly number[]) =>
    all.filter((place) => {
      const edge = logEdges[place] ?? 0;
      return (
        edge === 0 || digits.includes(Number((edge / 10 ** Math.floor(Math.log10(edge))).toPrecision(3)))
      );
    });
  const powers = among([1]);
  const rounds = [all, among([1, 2, 5]), among([1, 2.5]), ...steps.map((step) => every(powers, step))];
  // One text says nothing of a scale.
  return rounds.filter((places) => places.length > 1 || places === rounds[0]);
}

/** Places whose values are multiples of a step, for each round step from the width of a bar. */
function evenChoices(edges: readonly number[]): number[][] {
  const widthOfBar = (edges[1] ?? 0) - (edges[0] ?? 0);
  const power = Math.floor(Math.log10(widthOfBar));
  const steps = [0, 1, 2, 3].flatMap((above) => ROUND.map((step) => step * 10 ** (power + above)));
  const choices = [widthOfBar, ...steps]
    .filter((step) => step >= widthOfBar && isMultiple(step, widthOfBar))
    .map((step) => edges.flatMap((edge, place) => (isMultiple(edge, step) ? [place] : [])))
    .filter((places) => places.length > 1);
  // One value, edges that no step leads to, or texts that are wide: its ends.
  return [...choices, ...(edges.length > 1 ? [[0, edges.length - 1]] : []), [0]];
}

const ROUND = [1, 2, 2.5, 5];

/** As far as doubles tell: 0.3 is three times 0.1. */
function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Math.abs(times - Math.round(times)) < 1e-6 + 4 * Number.EPSILON * Math.abs(times);
}

/** The text at the end of the axis stands before its place, not around it: the one before may have to go. */
function withoutCrowded(places: readonly number[], axis: AxisTexts, barPx: number): number[] {
  const [before, last] = places.slice(-2);
  // A gap in even steps reads as a step of its own.
  if (axis.evenEdges !== undefined) return [...places];
  if (before === undefined || last === undefined || places.length < 3) return [...places];
  return endOf(before, axis, barPx) + GAP_PX > startOf(last, axis, barPx)
    ? places.filter((place) => place !== before)
    : [...places];
}

function isFitting(places: readonly number[], axis: AxisTexts, barPx: number): boolean {
  return places.every((place, at) => {
    const next = places[at + 1];
    return next === undefined || endOf(place, axis, barPx) + GAP_PX <= startOf(next, axis, barPx);
  });
}

function startOf(place: number, axis: AxisTexts, barPx: number): number {
  const width = axis.widthOf(axis.texts[place] ?? "");
  const isEnd = axis.areEdges && place === axis.texts.length - 1;
  const start = (axis.areEdges ? place : place + 0.5) * barPx - (isEnd ? width : width / 2);
  return start + shiftOf(start, width, axis);
}

/** How far a text that would begin there is moved, px: the first one may reach into the gutter only, the last one hardly beyond the axis. */
export function shiftOf(
  startPx: number,
  textPx: number,
  { gutterPx, widthPx }: Pick<AxisTexts, "gutterPx" | "widthPx">,
): number {
  return Math.max(-gutterPx - startPx, Math.min(0, widthPx + BEYOND_PX - startPx - textPx));
}

function endOf(place: number, axis: AxisTexts, barPx: number): number {
  return startOf(place, axis, barPx) + axis.widthOf(axis.texts[place] ?? "");
}
