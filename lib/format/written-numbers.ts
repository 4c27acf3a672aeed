import { parseLossless } from "./parse-lossless";

/** A number that JavaScript prints in another way than it is written: 1.0, 2.50, 1e5, 0.0000001, or one of many digits. */
const REPRINTED = /(?:^|[[:,\s])-?(?:\d+\.\d*0(?!\d)|\d+(?:\.\d+)?[eE]|0\.0{6}|[\d.]{16})/;

/** Whether a JSON text may hold such a number. False alarms (in texts, or long but printed alike) cost time only. */
export function mayReprint(text: string): boolean {
  return REPRINTED.test(text);
}

/**
 * What JSON.parse made of a text, with numbers as they are written there. Few ask for it, and few texts hold a number that
 * is printed otherwise: a text is read again for those only.
 */
export class WrittenNumbers {
  #value: unknown;
  #isRead = false;

  constructor(
    private readonly parsed: unknown,
    private readonly source: string,
  ) {}

  /** As `parseLossless` gives it; the same object each time. */
  get value(): unknown {
    if (!this.#isRead) {
      this.#value = mayReprint(this.source) ? parseLossless(this.source).value : this.parsed;
      this.#isRead = true;
    }
    return this.#value;
  }
}
