import {
  answersAgree,
  PLAIN_PROBLEMS,
  plainListField,
  plainMessage,
  plainReplyField,
  plainRole,
  type ReadOptions,
  ROLE_BYTES,
} from "@/lib/conversation";
import type { ScannerHost, Tape, TapeValue } from "@/lib/format";
import type { PackedCells } from "../cells/cells";
import type { ColumnBuilder } from "../column-builder";

const encoder = new TextEncoder();

// The numbers of assembly/rows.ts and assembly/conversation.ts.
const BY_HOST = 0;
const HELD_BACK = 1;
const NO_PLACE = 0xffffffff;
const NO_LINE = 0xffffffff;
const NOT_PLAIN = 1;
const FIRST_PROBLEM = 8;

interface Plan {
  address: number;
  conversation: string;
  builders: readonly ColumnBuilder[];
  /** What the scanner was told of each field. */
  told: number[];
}

/**
 * Lets the scanner add rows by itself: those of records whose conversation is a plain list of messages. What such a record
 * looks like it is taught from the records that it left to the host; `ChunkIndexer` reads those through `Value`. Both
 * fill the same columns, with the same cells.
 */
export class ScannedRows implements ScannerHost {
  readonly #tape: Tape;
  readonly #options: ReadOptions;
  readonly #plans: Plan[] = [];
  /** Numbers of the pairs of names of role and content. */
  readonly #layouts = new Map<string, number>();

  /** Begins a chunk: columns of the scanner that were made before are gone. */
  constructor(tape: Tape, file: number, options: ReadOptions) {
    this.#tape = tape;
    this.#options = options;
    tape.exports.beginChunk(file);
    tape.refresh();
    tape.host = this;
    for (const [role, number] of Object.entries(ROLE_BYTES)) this.#teachName(number, role);
    for (const [place, problem] of PLAIN_PROBLEMS.entries()) this.#teachName(FIRST_PROBLEM + place, problem);
  }

  /** `columns` are Loupe's own, in their order; they lie in the scanner's memory. */
  setOwn(columns: readonly PackedCells[]): void {
    for (const [place, cells] of columns.entries()) {
      if (cells.scanned === null) throw new TypeError("the scanner cannot fill columns that lie elsewhere");
      this.#tape.exports.setOwn(place, cells.scanned.address);
    }
  }

  /** Adds records as rows from `row` on; returns the first that it leaves. See `ChunkIndexer.addScanned`. */
  add(from: number, to: number, row: number, line: number | null, base: number): number {
    if (this.#plans.length === 0) return from;
    const next = this.#tape.exports.addRows(from, to, row, line ?? NO_LINE, base);
    this.#tape.refresh();
    return next;
  }

  /** Learns from a record that was left how to read the next of its shape. */
  learn(record: TapeValue, builderOf: (name: string) => ColumnBuilder): void {
    const { exports } = this.#tape;
    const names = record.names();
    const field = plainListField(names, this.#options);
    if (field === null) return;
    if (exports.hasPlan(record.shape) === 0) this.#makePlan(record, names, field, builderOf);
    this.#learnMessages(record.get(field));
  }

  /** Fields that were held back because they are the conversation itself. */
  heldBack(): string[] {
    return this.#plans
      .filter(({ address }) => this.#tape.exports.isUsed(address) !== 0)
      .map(({ conversation }) => conversation);
  }

  addCell(number: number, place: number, value: TapeValue, row: number): void {
    const plan = this.#plans[number];
    const builder = plan?.builders[place];
    if (plan === undefined || builder === undefined)
      throw new RangeError("the scanner follows an unknown plan");
    builder.add(row, value);
    this.#tell(plan, place);
  }

  isOtherAnswer(truth: string, answer: string): boolean {
    return !answersAgree(answer, truth);
  }

  #makePlan(
    record: TapeValue,
    names: readonly string[],
    conversation: string,
    builderOf: (name: string) => ColumnBuilder,
  ): void {
    const { exports } = this.#tape;
    const address = exports.newPlan(record.shape, this.#plans.length, names.length);
    this.#tape.refresh();
    const { labelsField, turnsField, groundTruthField, finalAnswerField } = this.#options;
    const placeOf = (name: string | null): number => {
      const place = name === null ? -1 : names.indexOf(name);
      return place < 0 ? NO_PLACE : place;
    };
    exports.setPlaces(
      address,
      placeOf(conversation),
      placeOf(labelsField),
      placeOf(turnsField),
      // A truth within the conversation is none beside it.
      groundTruthField === conversation ? NO_PLACE : placeOf(groundTruthField),
      placeOf(finalAnswerField),
      placeOf(plainReplyField(names, conversation)),
    );
    const builders = names.map(builderOf);
    const plan: Plan = { address, conversation, builders, told: names.map(() => BY_HOST) };
    this.#plans.push(plan);
    for (const [place, name] of names.entries()) {
      exports.setField(address, place, name === conversation ? HELD_BACK : BY_HOST);
      if (name !== conversation) this.#tell(plan, place);
    }
  }

  /** Tells the scanner where the cells of a field go, when that is another column than before. */
  #tell(plan: Plan, place: number): void {
    const address = plan.builders[place]?.address ?? BY_HOST;
    if (plan.told[place] === address) return;
    plan.told[place] = address;
    this.#tape.exports.setField(plan.address, place, address);
  }

  #learnMessages(list: TapeValue | null): void {
    if (list === null || list.kind !== "list") return;
    const { exports } = this.#tape;
    for (let index = 0; index < list.size; index++) {
      const message = list.item(index);
      if (message === null || message.kind !== "object") return;
      const names = message.names();
      const plain = plainMessage(names);
      if (exports.knowsMessage(message.shape) === 0) this.#teachMessage(message.shape, names, plain);
      const word = plain === null ? null : message.get(plain.role);
      const role = word === null || word.kind !== "text" ? null : plainRole(word.text());
      if (word === null || role === null) continue;
      exports.teachRole(...word.span, ROLE_BYTES[role]);
      this.#tape.refresh();
    }
  }

  #teachMessage(shape: number, names: readonly string[], plain: ReturnType<typeof plainMessage>): void {
    const { exports } = this.#tape;
    if (plain === null) {
      exports.teachMessage(shape, NOT_PLAIN, 0, 0, NO_PLACE);
      return;
    }
    const key = `${plain.role} ${plain.content}`;
    const layout = this.#layouts.get(key) ?? NOT_PLAIN + 1 + this.#layouts.size;
    this.#layouts.set(key, layout);
    const name = plain.name === null ? NO_PLACE : names.indexOf(plain.name);
    exports.teachMessage(shape, layout, names.indexOf(plain.role), names.indexOf(plain.content), name);
  }

  #teachName(place: number, name: string): void {
    const bytes = encoder.encode(name);
    const at = this.#tape.exports.allocate(bytes.length);
    this.#tape.refresh();
    this.#tape.bytes.set(bytes, at);
    this.#tape.exports.teachName(place, at, bytes.length);
  }
}
