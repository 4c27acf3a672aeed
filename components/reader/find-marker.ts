import { compileFind, type FindQuery } from "./find-query";
import { findRanges } from "./find-ranges";
import type { FindMatch, FindMatches } from "./find-session";
import type { FoldState } from "./fold-state";

const ALL = "loupe-find";
const CURRENT = "loupe-find-current";
/** Frames to wait for what is opened, scrolled to and drawn. */
const FRAMES_MAX = 240;

/**
 * Paints the matches that are on the page, and brings one of them there: opens what hides it, scrolls to it, and falls
 * back to the source of a text whose formatted form does not show the match (a match in LaTeX or in a link's address).
 */
export class FindMarker {
  readonly #body: HTMLElement;
  readonly #folds: FoldState;
  readonly #matches: FindMatches;
  readonly #expression: RegExp;
  readonly #observer: MutationObserver;
  #current: FindMatch | null = null;
  /** Whether the source of its text was turned to: once only, so that a person can turn back. */
  #hasTurned = false;
  #frame = 0;
  /** Frames left in which the current match is brought to the middle again, while the page takes its shape. */
  #frames = 0;

  /** `query` must be one that gave `matches`. */
  constructor(body: HTMLElement, folds: FoldState, query: FindQuery, matches: FindMatches) {
    this.#body = body;
    this.#folds = folds;
    this.#matches = matches;
    this.#expression = compileFind(query) ?? /(?!)/g;
    this.#observer = new MutationObserver(() => this.#paintSoon());
    this.#observer.observe(body, { childList: true, subtree: true, characterData: true });
    body.addEventListener("scroll", this.#paintSoon, { passive: true });
    for (const event of ["wheel", "touchstart", "pointerdown", "keydown"])
      body.addEventListener(event, this.#letGo, { passive: true });
    this.#paintSoon();
  }

  /** Brings a match to the middle of the page. */
  reveal(match: FindMatch): void {
    this.#current = match;
    this.#hasTurned = false;
    this.#frames = FRAMES_MAX;
    if (match.unit.place) this.#folds.reveal(match.unit.place);
    for (const fold of match.unit.folds.filter((key) => !key.endsWith(".whole")))
      if (!this.#folds.isOpen(fold, false)) this.#folds.setOpen(fold, true);
    this.#paintSoon();
  }

  /** Marks a match as the current one, wherever the page is. */
  point(match: FindMatch): void {
    this.#current = match;
    this.#hasTurned = true;
    this.#paintSoon();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.#body.removeEventListener("scroll", this.#paintSoon);
    for (const event of ["wheel", "touchstart", "pointerdown", "keydown"])
      this.#body.removeEventListener(event, this.#letGo);
    if ("highlights" in CSS) {
      CSS.highlights.delete(ALL);
      CSS.highlights.delete(CURRENT);
    }
  }

  readonly #letGo = (): void => {
    this.#frames = 0;
  };

  readonly #paintSoon = (): void => {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  };

  #paint(): void {
    const box = this.#body.getBoundingClientRect();
    const all: Range[] = [];
    let current: Range | null = null;
    for (const element of this.#body.querySelectorAll<HTMLElement>("[data-part]")) {
      const rect = element.getBoundingClientRect();
      if (rect.bottom < box.top - box.height || rect.top > box.bottom + box.height) continue;
      const starts = this.#startsIn(element);
      if (starts.length === 0) continue;
      const ranges = findRanges(element, this.#expression);
      all.push(...ranges);
      if (!this.#isHolding(element)) continue;
      const place = starts.indexOf(this.#current?.start ?? -1);
      if (ranges.length === starts.length) current = ranges[place] ?? null;
      else if (!this.#hasTurned && element.firstChild !== null && this.#turn(element)) continue;
      // What cannot be seen, or breaks the text apart, may still stand in the way.
      else current = ranges[Math.min(place, ranges.length - 1)] ?? null;
    }
    if ("highlights" in CSS) {
      CSS.highlights.set(ALL, new Highlight(...all));
      const marked = new Highlight(...(current === null ? [] : [current]));
      marked.priority = 1;
      CSS.highlights.set(CURRENT, marked);
    }
    if (this.#frames > 0) this.#bringNear(current, box);
  }

  /** One step towards the current match; asks for the next while it is not where it should be. */
  #bringNear(current: Range | null, box: DOMRect): void {
    this.#frames -= 1;
    const match = this.#current;
    if (match === null) return;
    if (current !== null) {
      const rect = current.getBoundingClientRect();
      const middle = rect.top + rect.height / 2 - (box.top + box.height / 2);
      const isSeen = rect.top >= box.top + 8 && rect.bottom <= box.bottom - 8;
      if (!isSeen) this.#body.scrollBy({ top: middle });
      revealSideways(current);
    } else {
      const drawn = [...this.#body.querySelectorAll<HTMLElement>("[data-part]")].filter(
        ({ dataset }) => dataset.part === match.unit.key,
      );
      const holder = drawn.find((element) => this.#isHolding(element));
      const shell = this.#body.querySelector(`[data-message="${match.unit.message}"]`);
      (holder ?? shell ?? drawn[0])?.scrollIntoView({ block: "nearest" });
      // The text is there but ends before the match.
      if (holder === undefined && drawn.length > 0 && !this.#folds.isOpen(`${match.unit.key}.whole`, false))
        this.#folds.setOpen(`${match.unit.key}.whole`, true);
    }
    if (this.#frames > 0) this.#paintSoon();
  }

  /**
   * Turns what does not show the current match to its source: of formatted text the block around the match, and that
   * only if the match cannot be told in the block either. False when it is the source already.
   */
  #turn({ dataset }: HTMLElement): boolean {
    const key = dataset.part ?? "";
    if (dataset.form !== undefined) {
      const isSource = dataset.form === "block";
      this.#hasTurned = isSource;
      this.#folds.setSourceBlock(key, this.#current?.start ?? 0, isSource);
      return true;
    }
    if (this.#folds.isExact(key)) return false;
    this.#hasTurned = true;
    this.#folds.setExact(key, true);
    return true;
  }

  #isHolding(element: HTMLElement): boolean {
    const match = this.#current;
    if (match === null || element.dataset.part !== match.unit.key) return false;
    return match.start >= Number(element.dataset.start) && match.start < Number(element.dataset.end);
  }

  #startsIn({ dataset }: HTMLElement): number[] {
    return this.#matches.startsIn(dataset.part ?? "", Number(dataset.start), Number(dataset.end));
  }
}

/** Scrolls a box that is wider than the page, such as code, until the match can be seen. */
function revealSideways(range: Range): void {
  const pane = range.startContainer.parentElement?.closest("pre, .reader-table");
  if (!pane) return;
  const rect = range.getBoundingClientRect();
  const box = pane.getBoundingClientRect();
  if (rect.left < box.left || rect.right > box.right)
    pane.scrollBy({ left: rect.left - (box.left + box.width / 2) });
}
