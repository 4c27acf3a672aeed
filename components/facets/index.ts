export type { CountedView, FacetContextValue } from "./facet-context";
export { FacetPanel } from "./facet-panel";
export { useFacetNotes } from "./use-facet-notes";
