import { EMPTY_VIEW, type ViewState } from "./model";
import { serializeView } from "./serialize-view";

/** Whether a view shows the rows of its files as they come, with no record open: then the first of them are its first. */
export function isPlainTable(view: ViewState): boolean {
  const { src, conversationField, roles } = view;
  return serializeView(view) === serializeView({ ...EMPTY_VIEW, src, conversationField, roles });
}
