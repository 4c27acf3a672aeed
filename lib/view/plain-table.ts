import { EMPTY_VIEW, type ViewState } from "./model";
import { serializeView } from "./serialize-view";

/** Whether a view shows the rows of its files as they come, then the first of them are its first; a record may be open. */
export function isPlainTable(view: ViewState): boolean {
  const { src, conversationField, roles, row, message } = view;
  const plain = { ...EMPTY_VIEW, src, conversationField, roles, row, message };
  return serializeView(view) === serializeView(plain);
}
