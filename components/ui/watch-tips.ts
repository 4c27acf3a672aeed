/** How long the pointer rests on an element before its tip comes, in milliseconds. */
const REST_MS = 500;
/** How long it may be away, between two elements or on its way to the tip itself. */
const LEAVE_MS = 200;

const MARKED = "[data-tip]";
const SHOWN = "[data-tip-shown]";

/**
 * Tells which element marked by `tipOf` is to show its tip: the one that the mouse rests on or the
 * keyboard is at, until it is pressed or left. Next to a tip that is shown, others come at once.
 * Listens to the document. Returns what ends it.
 */
export function watchTips(show: (anchor: HTMLElement | null) => void): () => void {
  let shown: HTMLElement | null = null;
  let timer: number | undefined;
  /** Who presses knows what it does: no tip until the pointer has been elsewhere. */
  let pressed: HTMLElement | null = null;

  function set(anchor: HTMLElement | null, afterMs: number): void {
    window.clearTimeout(timer);
    if (afterMs === 0) apply(anchor);
    else timer = window.setTimeout(() => apply(anchor), afterMs);
  }

  function apply(anchor: HTMLElement | null): void {
    shown = anchor?.isConnected ? anchor : null;
    show(shown);
  }

  function onPointerOver({ target, pointerType }: PointerEvent): void {
    if (pointerType === "touch" || !(target instanceof Element)) return;
    const marked = target.closest<HTMLElement>(MARKED);
    if (marked !== pressed) pressed = null;
    if (marked === shown || (marked === null && target.closest(SHOWN) !== null)) {
      window.clearTimeout(timer);
    } else if (marked === null) {
      set(null, LEAVE_MS);
    } else if (marked !== pressed) {
      set(marked, shown === null ? REST_MS : 0);
    }
  }

  function onPress({ target }: Event): void {
    pressed = target instanceof Element ? target.closest<HTMLElement>(MARKED) : null;
    set(null, 0);
  }

  function onClick(event: MouseEvent): void {
    // By the keyboard, which may come back to it.
    if (event.detail === 0) set(null, 0);
    else onPress(event);
  }

  function onFocus({ target }: FocusEvent): void {
    const marked = target instanceof Element ? target.closest<HTMLElement>(MARKED) : null;
    // Focus that a script or the mouse set needs no telling.
    if (marked !== null && marked !== pressed && marked.matches(":focus-visible")) set(marked, 0);
    else if (shown !== null) set(null, 0);
  }

  function onLeave({ relatedTarget }: Event & { relatedTarget?: EventTarget | null }): void {
    if (relatedTarget === null) set(null, LEAVE_MS);
  }

  const ending = new AbortController();
  const options = { signal: ending.signal, capture: true, passive: true };
  document.addEventListener("pointerover", onPointerOver, options);
  document.addEventListener("pointerout", onLeave, options);
  document.addEventListener("pointerdown", onPress, options);
  document.addEventListener("click", onClick, options);
  document.addEventListener("focusin", onFocus, options);
  document.addEventListener("focusout", onLeave, options);
  return () => {
    ending.abort();
    window.clearTimeout(timer);
  };
}
