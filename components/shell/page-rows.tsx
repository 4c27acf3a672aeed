"use client";

import {
  createContext,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useRef,
} from "react";
import type { FirstRows } from "@/lib/ingest/model";
import type { ViewState } from "@/lib/view/model";
import { pageScrollPx } from "./page-scroll";

/** What came with the page of a link. */
export interface PageRows {
  /** What the rows are the first of, read in which way. */
  of: Pick<ViewState, "src" | "conversationField" | "roles">;
  first: FirstRows;
}

/** Those rows, and how the page shows them until the workbench does; null where none came. */
export const PageRowsContext = createContext<{ rows: PageRows; placeholder: ReactNode } | null>(null);

/** The first rows of a dataset, if they came with the page. */
export function useFirstRows(view: PageRows["of"]): FirstRows | undefined {
  const page = useContext(PageRowsContext);
  return page !== null && nameOf(page.rows.of) === nameOf(view) ? page.rows.first : undefined;
}

function nameOf({ src, conversationField, roles }: PageRows["of"]): string {
  return JSON.stringify([src, conversationField, roles]);
}

/** Whether the press that is being let go began while somebody listened, and not on the page as the server sent it. */
let isPressSeen = false;

/** A pointer that moves further drags. */
const CLICK_PX = 4;

/**
 * A row that is pressed may be gone before the pointer is let go: the table of the workbench has taken its place. The
 * browser makes no click of that; it is one all the same.
 */
function onPointerDown({ target, button, clientX, clientY }: PointerEvent): void {
  isPressSeen = true;
  const link = (target as Element).closest<HTMLAnchorElement>("a[data-row]");
  if (link === null || button !== 0) return;
  window.addEventListener(
    "pointerup",
    (up) => {
      const isClick = Math.hypot(up.clientX - clientX, up.clientY - clientY) <= CLICK_PX;
      if (link.isConnected || !isClick) return;
      const row = Number(link.dataset.row);
      // Not before it is needed: it comes with the workbench.
      void import("./use-view").then(({ editView }) =>
        editView((old) => ({ ...old, row: { kind: "position", row } })),
      );
    },
    { once: true },
  );
}

/** What stands in place of the workbench. A row that is chosen is open once the workbench is there. */
export function PagePlaceholder({
  otherwise,
  onRow,
}: {
  /** Shown where nothing came with the page. */
  otherwise: ReactNode;
  /** Opens a row, of which `address` is the link. */
  onRow: (row: number, address: string) => void;
}) {
  const page = useContext(PageRowsContext);
  const box = useRef<HTMLDivElement>(null);
  // Rows that are scrolled stay so in what takes their place, be it this again.
  useLayoutEffect(() => {
    const top = pageScrollPx() ?? 0;
    // Those at the top stand there by themselves; to say so would lay out the page at once.
    if (top > 0) box.current?.querySelector("[data-first-rows]")?.scrollTo({ top });
  }, []);
  if (page === null) return otherwise;
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-row]");
    if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onRow(Number(link.dataset.row), link.href);
  };
  const onPointerUp = ({ target, button }: PointerEvent) => {
    const link = isPressSeen ? null : (target as Element).closest<HTMLAnchorElement>("a[data-row]");
    isPressSeen = false;
    if (link !== null && button === 0) onRow(Number(link.dataset.row), link.href);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is clicked are links
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link that has the focus is clicked by Enter
    <div ref={box} onClick={onClick} onPointerDown={onPointerDown} onPointerUp={onPointerUp}>
      {page.placeholder}
    </div>
  );
}
