/** Words of a link where B has no source of its own, or no filter; neither reads as a source or a filter. */
export const SAME_DATASET = "same";
export const NO_FILTERS = "none";
