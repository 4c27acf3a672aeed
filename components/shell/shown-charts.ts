/** Which view the charts on the screen are of, for what stands beside them and must not speak of another. */
export class ShownCharts {
  #viewKey: string | null = null;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** null until charts were drawn. */
  getViewKey = (): string | null => this.#viewKey;

  /** To be called when they are drawn and not painted yet: then listeners are painted with them. */
  set(viewKey: string): void {
    if (viewKey === this.#viewKey) return;
    this.#viewKey = viewKey;
    for (const listener of this.#listeners) listener();
  }
}
