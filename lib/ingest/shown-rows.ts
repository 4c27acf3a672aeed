import type { Engine } from "@/lib/engine";
import type { RowLocator } from "@/lib/query";
import { type Column, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import type { DatasetState, PreviewRows } from "./model";
import { ownVisibleColumns } from "./own-columns";
import type { FirstReply } from "./parse-protocol";
import { previewOf } from "./preview-rows";
import type { StagingTable } from "./staging-table";

/**
 * Shortest time before the database is asked while reading, and between two such times: while it counts, it has no time
 * to take in rows, and the more rows there are the longer it counts. So it is also asked no sooner than a share of the
 * time that reading has taken; of a smaller one where counts would stand still for long. Until then the first rows are on
 * the screen; the bytes read are told more often.
 */
const INTERVAL_MS = 1200;
const INTERVAL_SHARE = 0.5;
const LONG_INTERVAL_MS = 5000;
const LONG_INTERVAL_SHARE = 0.25;
/**
 * Where the database took long to start, chunks wait to be added, and counts of the first one alone would stand for a
 * second or more. So long they may hold up the first counts.
 */
const FIRST_WAIT_MS = 300;

const NO_ROWS: PreviewRows = { columns: [], rows: [] };

type ReadingState = Extract<DatasetState, { status: "reading" }>;

/** What can be seen of the rows of a dataset, which become more while its files are read. */
export class ShownRows {
  readonly #staging: StagingTable;
  readonly #fileCount: number;
  readonly #engine: () => Promise<Engine>;
  /** From when on the time of reading counts. */
  #startedMs = performance.now();
  #lastRevisionMs = performance.now();
  /** When the first rows were added. */
  #firstMs: number | undefined;
  #roles: RoleAssignment = {};
  #shown: { staged: readonly Column[]; columns: readonly Column[] } | undefined;
  /** Of the rows that statements see; null before they see any. A chunk that was parsed may have brought more since. */
  #published: Pick<ReadingState, "columns" | "roles"> | null = null;
  #preview = NO_ROWS;
  #revision = 0;
  #settledRevision = 0;
  #wholeRevision = 0;
  /** The last file of which all rows are in the index, with the columns that are read before the others. */
  #columnsFile = -1;

  constructor(staging: StagingTable, fileCount: number, engine: () => Promise<Engine>) {
    this.#staging = staging;
    this.#fileCount = fileCount;
    this.#engine = engine;
  }

  get roles(): RoleAssignment {
    return this.#roles;
  }

  get preview(): PreviewRows {
    return this.#preview;
  }

  /** The same array until a column is added or changes. */
  get columns(): readonly Column[] {
    const staged = this.#staging.columns;
    if (this.#shown?.staged !== staged) {
      this.#shown = { staged, columns: [...ownVisibleColumns(this.#fileCount), ...staged] };
    }
    return this.#shown.columns;
  }

  /** Takes in the first rows of a file, before the database has them. */
  addFirst(file: number, reply: Pick<FirstReply, "roles" | "fields" | "previewRows">): void {
    this.#roles = mergeRoles(this.#roles, this.#rolesByColumn(reply.roles));
    if (file === 0) this.#preview = previewOf(reply.previewRows, this.columns, reply.fields);
  }

  /**
   * Takes note of a file of which all rows are there, with the columns that are read before the others. What is counted
   * from now on is of the other columns, which have few rows as yet: these are soon many more.
   */
  addColumnsOf(file: number): void {
    this.#columnsFile = file;
    this.#startedMs = performance.now();
  }

  /**
   * In how many ms the rows that have come since the last time are to be published; 0 when they are now. `hasMore`: others
   * wait to be added.
   */
  dueInMs(nowMs: number, hasMore: boolean): number {
    this.#firstMs ??= nowMs;
    const forOthersMs = this.#revision === 0 && hasMore ? FIRST_WAIT_MS - (nowMs - this.#firstMs) : 0;
    const elapsedMs = nowMs - this.#startedMs;
    const longestMs = Math.max(LONG_INTERVAL_MS, LONG_INTERVAL_SHARE * elapsedMs);
    const intervalMs = Math.max(INTERVAL_MS, Math.min(INTERVAL_SHARE * elapsedMs, longestMs));
    return Math.max(0, forOthersMs, intervalMs - (nowMs - this.#lastRevisionMs));
  }

  /** Lets statements see the rows that have come since the last time. */
  async publish(): Promise<void> {
    this.#lastRevisionMs = performance.now();
    const rows = this.#staging.publishedRows;
    const whole = this.#wholeRows;
    await this.#publishStaged((await this.#engine()).urgent());
    this.#revision++;
    if (this.#wholeRows !== whole) this.#wholeRevision = this.#revision;
    if (this.#staging.pending === null || this.#staging.publishedRows !== rows)
      this.#settledRevision = this.#revision;
  }

  /** Lets statements see the last rows. False when there is nothing new to show before the index is complete. */
  async publishRest(): Promise<boolean> {
    const engine = await this.#engine();
    const before = this.#staging.publishedRows;
    await this.#publishStaged(engine.urgent());
    if (this.#revision === 0 || before >= this.#staging.publishedRows) return false;
    // To complete a large index takes seconds: until then what is counted is counted over the same rows.
    this.#settledRevision = ++this.#revision;
    this.#wholeRevision = this.#revision;
    return true;
  }

  async #publishStaged(engine: Engine): Promise<void> {
    const published = { columns: this.columns, roles: this.#roles };
    await this.#staging.publish(engine);
    this.#published = published;
  }

  /** Rows that statements see with all of their columns. */
  get #wholeRows(): number {
    return this.#staging.pending?.rowEnd ?? this.#staging.publishedRows;
  }

  /** Turns to the rows of the complete index. Returns the revision that they are. */
  finish(roles: RoleAssignment): number {
    this.#roles = roles;
    return ++this.#revision;
  }

  showPreview(preview: PreviewRows): void {
    this.#preview = preview;
  }

  forgetPreview(): void {
    this.#preview = NO_ROWS;
  }

  reading(): Omit<ReadingState, "status" | "report" | "totalBytes"> {
    return {
      ...(this.#published ?? { columns: this.columns, roles: this.#roles }),
      preview: this.#preview,
      rows: this.#staging.publishedRows,
      revision: this.#revision,
      pending: this.#staging.pending,
      hasAllRows: this.#staging.pending !== null && this.#columnsFile === this.#fileCount - 1,
      settledRevision: this.#settledRevision,
      wholeRevision: this.#wholeRevision,
    };
  }

  /** Where a record of the preview stands, which can be opened before the database has started; null for any other. */
  placeInPreview(row: number): RowLocator | null {
    const shown = this.#revision === 0 ? this.#preview.rows[row] : undefined;
    if (!shown) return null;
    const line = shown[OWN_COLUMNS.line];
    return {
      file: Number(shown[OWN_COLUMNS.file]),
      offset: Number(shown[OWN_COLUMNS.offset]),
      length: Number(shown[OWN_COLUMNS.length]),
      line: typeof line === "number" ? line : null,
    };
  }

  /** Roles are found on fields; views speak of columns. */
  #rolesByColumn(roles: RoleAssignment): RoleAssignment {
    const byField = new Map(this.#staging.columns.map((column) => [column.field, column.name]));
    const renamed: RoleAssignment = {};
    for (const [role, fields] of Object.entries(roles)) {
      renamed[role as keyof RoleAssignment] = fields.map((field) => byField.get(field) ?? field);
    }
    return renamed;
  }
}

/** Roles found in several files: the first file that has one decides. */
function mergeRoles(known: RoleAssignment, found: RoleAssignment): RoleAssignment {
  return { ...found, ...known };
}
