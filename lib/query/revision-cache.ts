import type { Engine } from "@/lib/engine";
import type { Scope } from "./model";

/** Remembers what depends on the rows alone, not on the view, for one revision of each engine's data. */
export class RevisionCache<Answer> {
  readonly #entries = new WeakMap<Engine, { revision: number; answers: Map<string, Promise<Answer>> }>();

  /** The answer for `key`, made once for each revision; made anew each time for a scope without a revision. */
  get(
    engine: Engine,
    scope: Pick<Scope, "revision">,
    key: string,
    make: () => Promise<Answer>,
  ): Promise<Answer> {
    if (scope.revision === undefined) return make();
    // One database, whether or not it is asked in a hurry.
    const place = engine.urgent();
    let entry = this.#entries.get(place);
    if (entry === undefined || entry.revision !== scope.revision) {
      entry = { revision: scope.revision, answers: new Map() };
      this.#entries.set(place, entry);
    }
    const { answers } = entry;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = make();
    answers.set(key, answer);
    // A failed answer is forgotten, so that the next request tries again.
    answer.catch(() => answers.delete(key));
    return answer;
  }
}
