const SETTLE_MS = 2000;

/**
 * Scrolls to a message and holds it there while the messages around it take their final height, until the person
 * scrolls, clicks or types, or two seconds have passed. Returns a function that lets go.
 */
export function scrollToMessage(body: HTMLElement, article: HTMLElement): () => void {
  const align = (): void => article.scrollIntoView({ block: "start" });
  const observer = new ResizeObserver(align);
  const abort = new AbortController();
  const release = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    abort.abort();
  };
  const timer = setTimeout(release, SETTLE_MS);
  for (const event of ["wheel", "touchstart", "pointerdown", "keydown"])
    body.addEventListener(event, release, { passive: true, signal: abort.signal });
  align();
  // Messages off the screen change height as they come near it, and with them the record.
  observer.observe(article);
  for (const child of body.children) observer.observe(child);
  return release;
}
