import type { Page } from "@playwright/test";
import type { Filter, ViewState } from "@/lib/view";

/** A change of the view: how a person makes it, and the view it leads to. Each starts where the one before ended. */
export interface ViewChange {
  name: string;
  click(page: Page): Promise<void>;
  view: Pick<ViewState, "filters" | "sort">;
}

function oneOf(column: string, value: string): Filter {
  return { kind: "one-of", column, values: [value], exclude: false };
}

function clickValue(page: Page, facet: string, value: string): Promise<void> {
  const region = page.getByRole("region", { name: facet, exact: true });
  // The count is part of the name and changes with the view.
  return region.getByRole("checkbox", { name: new RegExp(`^${value.replace(/[^\w ]/g, "\\$&")}, `) }).click();
}

/** Filters by the largest category, then by a teacher as well, clears both, and sorts. */
export const IPW_VIEW_CHANGES: readonly ViewChange[] = [
  {
    name: "filter by category",
    click: (page) => clickValue(page, "category", "High School Math"),
    view: { filters: [oneOf("category", "High School Math")], sort: [] },
  },
  {
    name: "filter by teacher as well",
    click: (page) => clickValue(page, "teacher_model", "anthropic:claude-sonnet"),
    view: {
      filters: [oneOf("category", "High School Math"), oneOf("teacher_model", "anthropic:claude-sonnet")],
      sort: [],
    },
  },
  {
    name: "clear all filters",
    click: (page) => page.getByRole("button", { name: "Clear all" }).click(),
    view: { filters: [], sort: [] },
  },
  {
    name: "sort by category",
    click: (page) =>
      page
        .getByRole("columnheader", { name: /^category/ })
        .getByRole("button")
        .first()
        .click(),
    view: { filters: [], sort: [{ column: "category", descending: false }] },
  },
];

const LABEL = "[MLT:300]";
const SOURCE = "ai2-adapt-dev/flan_v2_converted";
const withLabel: Filter = { kind: "list", column: "mlt", match: "any", values: [LABEL], without: [] };

/** Filters by a label, then by a source as well, clears both, and sorts. */
export const TULU_MLT_VIEW_CHANGES: readonly ViewChange[] = [
  {
    name: "filter by label",
    click: (page) => clickValue(page, "mlt", LABEL),
    view: { filters: [withLabel], sort: [] },
  },
  {
    name: "filter by source as well",
    click: (page) => clickValue(page, "source", SOURCE),
    view: { filters: [withLabel, oneOf("source", SOURCE)], sort: [] },
  },
  {
    name: "clear all filters",
    click: (page) => page.getByRole("button", { name: "Clear all" }).click(),
    view: { filters: [], sort: [] },
  },
  {
    name: "sort by source",
    click: (page) =>
      page
        .getByRole("columnheader", { name: /^source/ })
        .getByRole("button")
        .first()
        .click(),
    view: { filters: [], sort: [{ column: "source", descending: false }] },
  },
];
