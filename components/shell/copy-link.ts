import { serializeView, type ViewState } from "@/lib/view";

/** Absolute address of a view. */
export function linkTo(view: ViewState): string {
  return `${window.location.origin}/browse?${serializeView(view)}`;
}

/** Copies the address of a view. Rejects when the browser does not allow it. */
export function copyLink(view: ViewState): Promise<void> {
  return navigator.clipboard.writeText(linkTo(view));
}
