"use client";

import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Pick } from "@/lib/view";
import type { BrushedMarks } from "./use-brush";

export interface MarkProps {
  tabIndex: 0 | -1;
  "data-mark": number;
  onClick: (event: MouseEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onBlur: () => void;
  onPointerEnter: (event: PointerEvent) => void;
  onPointerLeave: () => void;
}

export interface Marks {
  /** Props of the mark at a place. */
  markProps: (place: number) => MarkProps;
  /** The mark under the pointer or with the keyboard's focus; null when there is none. */
  shown: number | null;
}

export function pickOf(event: { shiftKey: boolean; altKey: boolean }): Pick {
  return event.altKey ? "exclude" : event.shiftKey ? "add" : "only";
}

/**
 * The marks of a chart as one stop of the Tab key: arrows go from mark to mark, Home and End to the first and last;
 * click, Enter and Space pick one, with Shift beside the others, with Alt to leave it out.
 */
export function useMarks(input: {
  count: number;
  /** Marks in a line; the up and down keys step by so many. 1 for a list. */
  perLine?: number;
  container: RefObject<Element | null>;
  onPick: (place: number, pick: Pick) => void;
  /** Marks are parts of a range: Shift and an arrow draw it longer, from the mark that had the focus before Shift, to the one that has it now. */
  onRange?: ((range: BrushedMarks) => void) | undefined;
  /** Called before a mark gets the focus, to bring it on the screen. */
  onReveal?: (place: number) => void;
}): Marks {
  const { count, perLine = 1, container, onPick, onRange, onReveal } = input;
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState<number | null>(null);
  const current = Math.min(active, Math.max(count - 1, 0));
  /** A mark far down a virtual list is there to be focused once it is drawn. */
  const wanted = useRef<number | null>(null);
  const reach = useRef<{ from: number; to: number } | null>(null);

  function focusMark(place: number) {
    wanted.current = place;
    onReveal?.(place);
    focusWanted();
  }

  function focusWanted() {
    if (wanted.current === null) return;
    const mark = container.current?.querySelector<SVGElement>(`[data-mark="${wanted.current}"]`);
    if (!mark) return;
    wanted.current = null;
    mark.focus();
  }

  useLayoutEffect(focusWanted);

  function move(event: KeyboardEvent, place: number) {
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: -perLine,
      ArrowDown: perLine,
      ArrowLeft: -1,
      ArrowRight: 1,
      PageUp: -10 * perLine,
      PageDown: 10 * perLine,
      Home: -place,
      End: count - 1 - place,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = place + step;
    const isPage = event.key.startsWith("Page");
    const target = isPage ? Math.min(Math.max(next, 0), count - 1) : next;
    if (target < 0 || target >= count) return;
    // A rectangle does not go on behind the end of a line.
    const isOtherLine = Math.floor(target / perLine) !== Math.floor(place / perLine);
    if (event.shiftKey && onRange !== undefined && Math.abs(step) === 1 && perLine > 1 && isOtherLine) return;
    setActive(target);
    if (event.shiftKey && onRange !== undefined) {
      const from = reach.current?.to === place ? reach.current.from : place;
      reach.current = { from, to: target };
      onRange(reach.current);
    } else reach.current = null;
    focusMark(target);
  }

  const markProps = (place: number): MarkProps => ({
    tabIndex: place === current ? 0 : -1,
    "data-mark": place,
    onClick: (event) => {
      setActive(place);
      reach.current = null;
      onPick(place, pickOf(event));
    },
    onKeyDown: (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        onPick(place, pickOf(event));
      } else if (!event.metaKey && !event.ctrlKey) move(event, place);
    },
    onFocus: () => {
      wanted.current = null;
      setActive(place);
      setShown(place);
    },
    onBlur: () => setShown((old) => (old === place ? null : old)),
    onPointerEnter: (event) => {
      if (event.pointerType !== "touch") setShown(place);
    },
    onPointerLeave: () => setShown((old) => (old === place ? null : old)),
  });
  return { markProps, shown: shown !== null && shown < count ? shown : null };
}
