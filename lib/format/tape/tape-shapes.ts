import { decodeLenient } from "../decode-utf8";
import type { Tape } from "./tape";

/** Names of an object's fields, in order, and where each stands. */
export interface TapeShape {
  names: readonly string[];
  places: ReadonlyMap<string, number>;
}

const NODE_WORDS = 6;
const EMPTY: TapeShape = { names: [], places: new Map() };

/** The shapes that the scanner has met; each is decoded once. */
export class TapeShapes {
  readonly #known: (TapeShape | undefined)[] = [EMPTY];
  constructor(
    private readonly tape: Tape,
    private readonly base: number,
  ) {}

  /** The scanner numbers its shapes anew. */
  forget(): void {
    this.#known.length = 1;
  }

  at(shape: number): TapeShape {
    return this.#known[shape] ?? this.#decode(shape);
  }

  #decode(shape: number): TapeShape {
    const { words, bytes } = this.tape;
    const node = this.base + shape * NODE_WORDS;
    const start = words[node + 1] as number;
    // A copy: what is decoded from the window must not be a view of it.
    const name = decodeLenient(bytes.slice(start, start + (words[node + 2] as number)));
    const names = [...this.at(words[node] as number).names, name];
    const decoded = { names, places: new Map(names.map((each, place) => [each, place])) };
    this.#known[shape] = decoded;
    return decoded;
  }
}
