import { serializeView, type ViewState } from "@/lib/view";
import { currentPage } from "./use-view";

/** Absolute address of a view, on the page that is open. */
export function linkTo(view: ViewState): string {
  return `${window.location.origin}/${currentPage()}?${serializeView(view)}`;
}

/** Copies the address of a view. Rejects when the browser does not allow it. */
export function copyLink(view: ViewState): Promise<void> {
  return navigator.clipboard.writeText(linkTo(view));
}
