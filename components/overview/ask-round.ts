import type { Engine } from "@/lib/engine";

/** The rows that something is counted of where they are not all. */
export interface FirstRows {
  rowEnd: number;
  /** All rows; null while it is not known how many there will be. */
  rows: number | null;
}

/** A question of a round: `key` holds all that the answer depends on but the rows. */
export interface RoundQuestion<Answer> {
  id: string;
  key: string;
  /** Goes up when rows may give another answer. */
  revision: number;
  /** The rows that it is about; null for all. */
  part: FirstRows | null;
  ask: (engine: Engine, signal: AbortSignal) => Promise<Answer>;
}

export type RoundAnswer<Answer> = Pick<RoundQuestion<Answer>, "key" | "part"> &
  ({ value: Answer; error: null } | { value: null; error: string });

export type RoundAnswers<Answer> = ReadonlyMap<string, RoundAnswer<Answer>>;

/** Answers kept for going back to a view. */
const KEPT = 200;
/** Answers come one by one; to draw each by itself would take longer than to count it. */
const TOLD_AFTER_MS = 100;

/**
 * The answers to all questions, by their id. Those about all rows come first: more rows do not change them. `tell` is
 * given the answers that are there while others are not. What is in `kept` is not asked again.
 */
export async function askRound<Answer>(
  questions: readonly RoundQuestion<Answer>[],
  engine: Engine,
  kept: Map<string, RoundAnswer<Answer>>,
  signal: AbortSignal,
  tell: (answers: RoundAnswers<Answer>) => void = () => {},
): Promise<RoundAnswers<Answer>> {
  const answers = new Map<string, RoundAnswer<Answer>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellNow = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!signal.aborted) tell(new Map(answers));
  };
  const answerAll = (some: readonly RoundQuestion<Answer>[]) =>
    Promise.all(
      some.map(async (question) => {
        answers.set(question.id, await answer(question, engine, kept, signal));
        timer ??= setTimeout(tellNow, TOLD_AFTER_MS);
      }),
    );
  const ofAll = questions.filter(({ part }) => part === null);
  const ofSome = questions.filter(({ part }) => part !== null);
  try {
    await answerAll(ofAll);
    if (ofAll.length > 0 && ofSome.length > 0) tellNow();
    await answerAll(ofSome);
  } finally {
    clearTimeout(timer);
  }
  for (const old of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(old);
  }
  return answers;
}

async function answer<Answer>(
  { key, revision, part, ask }: RoundQuestion<Answer>,
  engine: Engine,
  kept: Map<string, RoundAnswer<Answer>>,
  signal: AbortSignal,
): Promise<RoundAnswer<Answer>> {
  const name = `${revision} ${key}`;
  const known = kept.get(name);
  if (known !== undefined && known.part?.rows === part?.rows) return known;
  if (known !== undefined) {
    // The same rows, of which it is known by now how many others there are.
    const told = { ...known, part };
    kept.set(name, told);
    return told;
  }
  try {
    const found: RoundAnswer<Answer> = { key, part, value: await ask(engine, signal), error: null };
    kept.set(name, found);
    return found;
  } catch (cause) {
    // A chart that cannot be counted says so; the others stand.
    if (signal.aborted) throw cause;
    return { key, part: null, value: null, error: cause instanceof Error ? cause.message : String(cause) };
  }
}
