"use client";

import { useState } from "react";
import type { FacetSpec } from "./choose-facets";

/** Facets in their order; from when they are to keep their places on as they stood then, those that come later behind. */
export function useKeptPlaces(specs: readonly FacetSpec[], isKept: boolean): readonly FacetSpec[] {
  const [kept, setKept] = useState<readonly FacetSpec[] | null>(null);
  if (isKept && kept === null) setKept(specs);
  return kept === null ? specs : placed(specs, kept);
}

/** The facets as they stood in `before`: in that order, and open or closed at first as there. */
export function placed(specs: readonly FacetSpec[], before: readonly FacetSpec[]): readonly FacetSpec[] {
  const places = new Map(
    before.map(({ column, isOpenAtFirst }, place) => [column.name, { place, isOpenAtFirst }]),
  );
  const placeOf = ({ column }: FacetSpec) => places.get(column.name)?.place ?? before.length;
  return specs
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((spec) => ({ ...spec, isOpenAtFirst: places.get(spec.column.name)?.isOpenAtFirst ?? false }));
}
