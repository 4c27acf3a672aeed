/** Counts of one side of a pair: rows in view and rows of the dataset. */
interface SideCount {
  value: string | null;
  selected: number;
  total: number;
}

interface PairModel {
  model: string | null;
  chosen: Omit<SideCount, "value">;
  rejected: Omit<SideCount, "value">;
}

const NONE = { selected: 0, total: 0 };

/** Each model with the pairs it was chosen in and rejected in; those in most pairs of the dataset first. */
export function joinPairModels(chosen: readonly SideCount[], rejected: readonly SideCount[]): PairModel[] {
  const models = new Map<string | null, PairModel>();
  for (const { value, selected, total } of chosen) {
    models.set(value, { model: value, chosen: { selected, total }, rejected: NONE });
  }
  for (const { value, selected, total } of rejected) {
    const model = models.get(value) ?? { model: value, chosen: NONE, rejected: NONE };
    models.set(value, { ...model, rejected: { selected, total } });
  }
  const pairs = (model: PairModel) => model.chosen.total + model.rejected.total;
  // A place in the order is kept while the view changes; equal ones stand by name.
  return [...models.values()].sort(
    (a, b) => pairs(b) - pairs(a) || ((a.model ?? "") < (b.model ?? "") ? -1 : 1),
  );
}
