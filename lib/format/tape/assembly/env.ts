// What the host does for the scanner; `tape.ts` has the other side.

/** Adds a cell that its column does not take: the field at `place` of a record that follows a plan; `entry` is its value's. */
export declare function addCell(plan: u32, place: u32, entry: u32, row: u32): void;

/** Whether an answer is another one than the truth, both as bytes of UTF-8: 1 or 0. */
export declare function differ(truth: usize, truthBytes: u32, answer: usize, answerBytes: u32): u32;
