/** Pages of batches, those used last. */
export class LruPages {
  readonly #most: number;
  readonly #ids = new WeakMap<object, number>();
  readonly #pages = new Map<string, Uint8Array>();
  #nextId = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(batch: object, page: number): Uint8Array | undefined {
    const key = this.#key(batch, page);
    const known = this.#pages.get(key);
    if (known === undefined) return undefined;
    this.#pages.delete(key);
    this.#pages.set(key, known);
    return known;
  }

  set(batch: object, page: number, content: Uint8Array): void {
    this.#pages.set(this.#key(batch, page), content);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#most) return;
      this.#pages.delete(oldest);
    }
  }

  #key(batch: object, page: number): string {
    let id = this.#ids.get(batch);
    if (id === undefined) {
      id = this.#nextId++;
      this.#ids.set(batch, id);
    }
    return `${id} ${page}`;
  }
}
