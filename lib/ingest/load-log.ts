import { MARK_NAN, MARK_NOT_UTF8, MARK_REPEATED_KEY, type Notice, type RecordProblem } from "@/lib/format";
import type { FileReport, LateField, LoadReport, TypeConflict } from "./model";

/** Problems kept with their text; all are counted. */
const MAX_LISTED_PROBLEMS = 1000;

/** What loading found so far, folded into one immutable report when asked. */
export class LoadLog {
  readonly #files: FileReport[];
  readonly #problems: RecordProblem[] = [];
  readonly #typeConflicts: TypeConflict[] = [];
  readonly #lateFields: LateField[] = [];
  readonly #notices: Notice[] = [];
  readonly #marks = new Map<string, Map<number, number>>();
  #problemCount = 0;
  #isIndexRefused = false;

  constructor(files: readonly { name: string; sizeBytes: number }[]) {
    this.#files = files.map(({ name, sizeBytes }) => ({
      name,
      sizeBytes,
      format: "",
      rows: 0,
      lines: 0,
      blankLines: 0,
      problemLines: 0,
      elapsedMs: 0,
      fingerprint: null,
      error: null,
      lostAt: null,
    }));
  }

  updateFile(file: number, change: Partial<FileReport>): void {
    const before = this.#files[file];
    if (before) this.#files[file] = { ...before, ...change };
  }

  file(file: number): FileReport | undefined {
    return this.#files[file];
  }

  addProblems(problems: readonly RecordProblem[]): void {
    this.#problemCount += problems.length;
    this.#problems.push(...problems.slice(0, MAX_LISTED_PROBLEMS - this.#problems.length));
  }

  addTypeConflicts(conflicts: readonly TypeConflict[]): void {
    this.#typeConflicts.push(...conflicts);
  }

  /** A field counts as late once for the whole dataset, however many chunks have it. */
  addLateFields(fields: readonly LateField[]): void {
    this.#lateFields.push(...fields);
  }

  addNotice(notice: Notice): void {
    const isKnown = this.#notices.some(
      (other) => other.file === notice.file && other.message === notice.message,
    );
    if (!isKnown) this.#notices.push(notice);
  }

  noteIndexRefused(): void {
    this.#isIndexRefused = true;
  }

  /** Adds to how many records of a file bear each mark. */
  countMarks(file: number, marks: Readonly<Record<string, number>>): void {
    for (const [mark, count] of Object.entries(marks)) {
      const counts = this.#marks.get(mark) ?? new Map<number, number>();
      counts.set(file, (counts.get(file) ?? 0) + count);
      this.#marks.set(mark, counts);
    }
  }

  #markNotices(): Notice[] {
    return [...this.#marks].flatMap(([mark, counts]) =>
      [...counts].map(([file, count]) => ({ file, message: markSentence(mark, count) })),
    );
  }

  report(): LoadReport {
    return {
      files: [...this.#files],
      problems: [...this.#problems],
      problemCount: this.#problemCount,
      typeConflicts: [...this.#typeConflicts],
      lateFields: [...this.#lateFields],
      notices: [...this.#notices, ...this.#markNotices()],
      keptSinceMs: null,
      isIndexRefused: this.#isIndexRefused,
    };
  }
}

function markSentence(mark: string, count: number): string {
  const records = count === 1 ? "1 record" : `${count.toLocaleString("en-US")} records`;
  switch (mark) {
    case MARK_NAN:
      return `Bare NaN or Infinity, which is not JSON, in ${records}; each is kept as that word.`;
    case MARK_NOT_UTF8:
      return `Bytes that are not UTF-8 in ${records}; they are shown as U+FFFD.`;
    case MARK_REPEATED_KEY:
      return `A key that comes twice in ${records}; the last one counts.`;
    default:
      return `“${mark}” in ${records}.`;
  }
}
