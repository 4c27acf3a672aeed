import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Column } from "@/lib/schema";
import { EMPTY_VIEW, type Filter, NEW_COMPARISON, type ViewState } from "@/lib/view";
import { ComparedNames } from "./choose-compared";

const LABEL: Filter = { kind: "one-of", column: "label", values: ["true"], exclude: false };
const columnsOf = (...names: string[]): Column[] =>
  names.map((name) => ({ name, field: name, type: "text", stored: "full", isEnum: false }));

function wordsOf(filters: ViewState["filters"], columnsB: readonly Column[] | null): string {
  const view = { ...EMPTY_VIEW, filters, compare: { ...NEW_COMPARISON, src: [] } };
  const html = renderToStaticMarkup(<ComparedNames {...{ view, columnsB }} isSame={false} />);
  return html.replace(/^.*>B<\/dt>/, "").replace(/<[^>]*>/g, "");
}

it("says by what B is filtered, and by what it cannot be", () => {
  expect(wordsOf([LABEL], columnsOf("label", "id"))).toBe(" label is true");
  expect(wordsOf([LABEL], columnsOf("id"))).toBe(
    " all rows · has no field label, so no filter on it holds for B",
  );
  expect(wordsOf([LABEL], null)).toBe(" label is true");
  expect(wordsOf([], columnsOf("id"))).toBe(" all rows");
});
