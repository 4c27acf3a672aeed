"use client";

import {
  type FocusEvent,
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
}

export interface Marks {
  /** Props of the element that holds all marks: what is done to one is heard there, for charts have hundreds. */
  containerProps: {
    onClick: (event: MouseEvent) => void;
    onKeyDown: (event: KeyboardEvent) => void;
    onFocus: (event: FocusEvent) => void;
    onBlur: (event: FocusEvent) => void;
    onPointerDown: (event: PointerEvent) => void;
    onPointerOver: (event: PointerEvent) => void;
    onPointerOut: (event: PointerEvent) => void;
  };
  /** Props of the mark at a place. */
  markProps: (place: number) => MarkProps;
  /** The mark that Tab leads to. */
  current: number;
  /** The mark under the pointer or with the keyboard's focus; null when there is none. */
  shown: number | null;
  /** What Shift and arrows draw now; null when there is none. */
  range: BrushedMarks | null;
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
  /**
   * Marks are parts of a range: Shift and an arrow draw it longer, from the mark that had the focus before Shift, to the
   * one that has it now. It is done with Enter, or when something else is; null where Escape gives it up.
   */
  onRange?: ((range: BrushedMarks | null, isDone: boolean) => void) | undefined;
  /** Called before a mark gets the focus, to bring it on the screen. */
  onReveal?: (place: number) => void;
}): Marks {
  const { count, perLine = 1, container, onPick, onRange, onReveal } = input;
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState<number | null>(null);
  const current = Math.min(active, Math.max(count - 1, 0));
  /** A mark far down a virtual list is there to be focused once it is drawn. */
  const wanted = useRef<number | null>(null);
  const [range, setRange] = useState<BrushedMarks | null>(null);
  const isTouched = useRef(false);

  function endRange(isKept: boolean) {
    if (range === null) return;
    setRange(null);
    onRange?.(isKept ? range : null, true);
  }

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
    if (step === undefined) return isModifier(event.key) ? undefined : endRange(true);
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
      const drawn = { from: range?.from ?? place, to: target };
      setRange(drawn);
      onRange(drawn, false);
    } else endRange(true);
    focusMark(target);
  }

  const containerProps: Marks["containerProps"] = {
    onClick: (event) => {
      const place = placeOf(event.target);
      if (place === null) return;
      setActive(place);
      onPick(place, pickOf(event));
      // No finger leaves a mark as a pointer does: the hint would stay, and what was picked is told by the filter.
      if (isTouched.current) setShown(null);
    },
    onKeyDown: (event) => {
      const place = placeOf(event.target);
      if (place === null) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        endRange(true);
        // Enter on a range that Shift and arrows have drawn says that it is done.
        if (range === null || pickOf(event) !== "only") onPick(place, pickOf(event));
      } else if (event.key === "Escape" && range !== null) {
        event.preventDefault();
        // Only the range ends, not what else Escape would close.
        event.stopPropagation();
        endRange(false);
      } else if (event.metaKey || event.ctrlKey) {
        if (!isModifier(event.key)) endRange(true);
      } else move(event, place);
    },
    onFocus: (event) => {
      const place = placeOf(event.target);
      if (place === null) return;
      wanted.current = null;
      setActive(place);
      setShown(place);
    },
    onBlur: (event) => {
      leave(placeOf(event.target));
      if (placeOf(event.relatedTarget) === null || !event.currentTarget.contains(event.relatedTarget))
        endRange(true);
    },
    // A drag draws another.
    onPointerDown: (event) => {
      isTouched.current = event.pointerType === "touch";
      endRange(true);
    },
    onPointerOver: (event) => {
      const place = placeOf(event.target);
      if (place !== null && event.pointerType !== "touch") setShown(place);
    },
    onPointerOut: (event) => {
      const place = placeOf(event.target);
      if (place !== placeOf(event.relatedTarget)) leave(place);
    },
  };

  function leave(place: number | null) {
    if (place !== null) setShown((old) => (old === place ? null : old));
  }

  const markProps = (place: number) => markAt(place, place === current);
  const isThere = shown !== null && shown < count;
  return { containerProps, markProps, current, shown: isThere ? shown : null, range };
}

function isModifier(key: string): boolean {
  return key === "Shift" || key === "Alt" || key === "Control" || key === "Meta";
}

/** Props of the mark at a place; Tab leads to the current one. */
export function markAt(place: number, isCurrent: boolean): MarkProps {
  return { tabIndex: isCurrent ? 0 : -1, "data-mark": place };
}

/** Place of the mark that an element is or lies in; null for what lies in none. */
function placeOf(target: EventTarget | null): number | null {
  const mark = target instanceof Element ? target.closest("[data-mark]") : null;
  return mark === null ? null : Number(mark.getAttribute("data-mark"));
}
