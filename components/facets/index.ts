export { chooseFacets, type FacetKind, type FacetSpec } from "./choose-facets";
export type { FacetContextValue } from "./facet-context";
export { FacetPanel } from "./facet-panel";
