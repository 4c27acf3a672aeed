// The frame of the workbench is drawn by the server as well: what one of them says of its measures holds for both.

/** The bar over everything. */
export const TOP_BAR =
  "flex min-h-10 shrink-0 items-center gap-x-3 border-line border-b px-3 max-md:flex-wrap max-md:pb-1.5";
/** What is open. On a phone there is no room for it beside the buttons. */
export const TOP_BAR_STATUS = "min-w-0 flex-1 max-md:order-last max-md:basis-full";
/** The bar below everything while files are read. */
export const READING_BAR =
  "flex h-7 shrink-0 items-center gap-3 border-line border-t bg-surface-2 px-3 text-ink-2 text-xs";
/** How far reading is. */
export const READING_TRACK = "h-1 min-w-8 flex-1 bg-surface-3";
