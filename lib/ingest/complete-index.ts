import { type Engine, EngineError } from "@/lib/engine";
import { type FinishedIndex, finaliseIndex, type StagedIndex } from "@/lib/query";

/** For the load report of an index that stayed as it was read. */
export const INCOMPLETE_INDEX =
  "The index fills the browser's memory, so it could not be completed: repeated ids and conversations are not named, dates are text, and filters are slower. Every row is there.";

/**
 * Completes the index of the staged rows. Where that takes more memory than there is, the rows stay as they were read
 * and are the index. Rejects with EngineError for whatever else goes wrong.
 */
export async function completeIndex(
  engine: Engine,
  staged: StagedIndex,
): Promise<{ index: FinishedIndex; isComplete: boolean }> {
  try {
    return { index: await finaliseIndex(engine, staged), isComplete: true };
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.code !== "out-of-memory") throw cause;
    const roles = { ...staged.roles, ...staged.chosenRoles };
    return { index: { columns: staged.columns, roles, uniqueIdColumn: null }, isComplete: false };
  }
}
