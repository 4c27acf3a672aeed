import {
  addBoolean,
  addInteger,
  addNumber,
  addText,
  closeList,
  closeText,
  cutLength,
  fillTo,
  reserve,
  TAKES_BOOLEAN,
  TAKES_EMPTY_LIST,
  TAKES_INTEGER,
  TAKES_NUMBER,
  TAKES_TEXT,
  TAKES_TEXT_LIST,
} from "./columns";
import {
  addFacts,
  checkAnswer,
  checkLabels,
  checkTurns,
  measureMessages,
  resetConversations,
} from "./conversation";
import { addCell } from "./env";
import { allocate, freeAll } from "./heap";
import {
  ENTRY,
  FALSE,
  FLOATING,
  LIST,
  NULL,
  NUMBER,
  OBJECT,
  recordStart,
  shapeEnd,
  shapeStart,
  TEXT,
  TRUE,
  tapeStart,
  WIDE_TEXT,
} from "./layout";

// Turns records on the tape into rows of the index. The host plans how records of a shape are read, once it has seen
// one; every other record, and every cell that its column does not take as it is, is given back to it.

// Words of a plan: its number, places of conversation, labels, turns, truth and answer, number of fields, whether it
// was used, place of a reply beside the conversation; then the column of each field, or one of these.
const PLAN_HEAD: usize = 36;
/** The cell is added by the host. */
const BY_HOST: u32 = 0;
/** The field is the conversation itself, which stays in the file. */
const HELD_BACK: u32 = 1;
const NO_PLACE: u32 = u32.MAX_VALUE;
/** The records are no lines. */
const NO_LINE: u32 = u32.MAX_VALUE;

const LARGEST_SAFE: f64 = 9007199254740991;

let plans: usize = 0;
let own: usize = 0;
let file: u32 = 0;

/** Frees all columns and forgets all plans. `own` columns are made by the host and told with `setOwn`. */
export function beginChunk(fileNumber: u32): void {
  freeAll();
  file = fileNumber;
  const shapes = (shapeEnd - shapeStart) / 24;
  plans = allocate(shapes * 4);
  memory.fill(plans, 0, shapes * 4);
  own = allocate(16 * 4);
  resetConversations();
}

export function setOwn(place: u32, column: usize): void {
  store<u32>(own + (place as usize) * 4, column as u32);
}

export function hasPlan(shape: u32): bool {
  return load<u32>(plans + (shape as usize) * 4) !== 0;
}

export function newPlan(shape: u32, id: u32, fields: u32): usize {
  const plan = allocate(PLAN_HEAD + (fields as usize) * 4);
  store<u32>(plan, id, 0);
  store<u32>(plan, fields, 24);
  store<u32>(plan, 0, 28);
  store<u32>(plans + (shape as usize) * 4, plan as u32);
  return plan;
}

export function setPlaces(
  plan: usize,
  conversation: u32,
  labels: u32,
  turns: u32,
  truth: u32,
  answer: u32,
  reply: u32,
): void {
  store<u32>(plan, reply, 32);
  store<u32>(plan, conversation, 4);
  store<u32>(plan, labels, 8);
  store<u32>(plan, turns, 12);
  store<u32>(plan, truth, 16);
  store<u32>(plan, answer, 20);
}

export function setField(plan: usize, place: u32, column: usize): void {
  store<u32>(plan + PLAN_HEAD + (place as usize) * 4, column as u32);
}

/**
 * Adds the records from `from` as rows, from `row` on. Returns the first that it leaves to the host, `to` when none.
 * `base`: what is added to an address in the window to make it an offset in the file. `line`: that of the first record.
 * With NO_LINE, `base` is the offset of every record, and the first word of a record its length.
 */
export function addRows(from: u32, to: u32, row: u32, line: u32, base: f64): u32 {
  for (let record = from; record < to; record++) {
    const place = recordStart + (record as usize) * 16;
    const entry = load<u32>(place, 8);
    // A blank line, or one that was left to the parser.
    if (entry >= 0xfffffffe) return record;
    const value = tapeStart + (entry as usize) * ENTRY;
    if (load<u32>(value) !== OBJECT) return record;
    const plan = load<u32>(plans + (load<u32>(value, 12) as usize) * 4) as usize;
    if (plan === 0) return record;
    const fields = tapeStart + (load<u32>(value, 4) as usize) * ENTRY;
    if (!measure(plan, fields)) return record;
    addInteger(load<u32>(own, 0), row, file);
    if (line === NO_LINE) {
      addInteger(load<u32>(own, 4), row, base as i64);
      addInteger(load<u32>(own, 8), row, load<u32>(place));
    } else {
      addLine(load<u32>(place), load<u32>(place, 4), row, base as i64);
      addInteger(load<u32>(own, 12), row, line);
      line++;
    }
    addFacts(own + 16, row);
    addFields(plan, fields, row);
    store<u32>(plan, 1, 28);
    row++;
  }
  return to;
}

/** Adds where a line stands, without the carriage return that may end it. */
function addLine(start: u32, end: u32, row: u32, base: i64): void {
  if (end > start && load<u8>(end - 1) === 13) end--;
  addInteger(load<u32>(own, 4), row, (start as i64) + base);
  addInteger(load<u32>(own, 8), row, end - start);
}

function measure(plan: usize, fields: usize): bool {
  const reply = load<u32>(plan, 32);
  const outer = reply === NO_PLACE ? 0 : fields + (reply as usize) * ENTRY;
  if (!measureMessages(fields + (load<u32>(plan, 4) as usize) * ENTRY, outer)) return false;
  const labels = load<u32>(plan, 8);
  if (labels !== NO_PLACE && !checkLabels(fields + (labels as usize) * ENTRY)) return false;
  const turns = load<u32>(plan, 12);
  if (turns !== NO_PLACE && !checkTurns(fields + (turns as usize) * ENTRY)) return false;
  const truth = load<u32>(plan, 16);
  const answer = load<u32>(plan, 20);
  return (
    truth === NO_PLACE ||
    checkAnswer(
      fields + (truth as usize) * ENTRY,
      answer === NO_PLACE ? 0 : fields + (answer as usize) * ENTRY,
    )
  );
}

function addFields(plan: usize, fields: usize, row: u32): void {
  const count = load<u32>(plan, 24);
  for (let place: u32 = 0; place < count; place++) {
    const field = fields + (place as usize) * ENTRY;
    if (load<u32>(field) === NULL) continue;
    const column = load<u32>(plan + PLAN_HEAD + (place as usize) * 4) as usize;
    if (column === HELD_BACK) continue;
    if (column === BY_HOST || !addField(column, field, row))
      addCell(load<u32>(plan), place, ((field - tapeStart) / ENTRY) as u32, row);
  }
}

function addField(column: usize, field: usize, row: u32): bool {
  const takes = load<u32>(column, 40);
  const kind = load<u32>(field);
  switch (kind) {
    case TEXT:
    case WIDE_TEXT:
      if ((takes & TAKES_TEXT) === 0) return false;
      addFieldText(column, field, row);
      return true;
    case NUMBER: {
      const number = load<f64>(field, 8);
      if ((takes & TAKES_NUMBER) === 0) {
        // The host knows what a number is that its source declares as floating-point.
        if (load<u32>(field, 4) === FLOATING) return false;
        if ((takes & TAKES_INTEGER) === 0 || trunc(number) !== number || abs(number) > LARGEST_SAFE)
          return false;
      }
      addNumber(column, row, number);
      return true;
    }
    case TRUE:
    case FALSE:
      if ((takes & TAKES_BOOLEAN) === 0) return false;
      addBoolean(column, row, kind === TRUE);
      return true;
    case LIST: {
      const size = load<u32>(field, 8);
      if (size === 0 && (takes & TAKES_EMPTY_LIST) !== 0) {
        fillTo(column, row);
        store<u16>(reserve(column, 2), 0x5d5b);
        closeText(column, 2);
        return true;
      }
      return (takes & TAKES_TEXT_LIST) !== 0 && addFieldList(column, field, size, row);
    }
    default:
      return false;
  }
}

function addFieldText(column: usize, field: usize, row: u32): void {
  const at = load<u32>(field, 4) as usize;
  const bytes = load<u32>(field, 8);
  const units = load<u32>(column, 44);
  if (units !== 0) {
    addText(column, row, at, cutLength(at, bytes, units));
    return;
  }
  addText(column, row, at, bytes);
  store<u32>(column, load<u32>(column, 52) + 1, 52);
  store<u32>(column, load<u32>(column, 56) + load<u32>(field, 12), 56);
}

function addFieldList(column: usize, field: usize, size: u32, row: u32): bool {
  const first = tapeStart + (load<u32>(field, 4) as usize) * ENTRY;
  for (let i: u32 = 0; i < size; i++) {
    const kind = load<u32>(first + (i as usize) * ENTRY);
    if (kind !== TEXT && kind !== WIDE_TEXT && kind !== NULL) return false;
  }
  // Rows without a list end where its items begin.
  fillTo(column, row);
  const items = load<u32>(column, 48) as usize;
  let hasText = false;
  for (let i: u32 = 0; i < size; i++) {
    const item = first + (i as usize) * ENTRY;
    const place = load<u32>(items, 4);
    if (load<u32>(item) === NULL) {
      fillTo(items, place + 1);
      continue;
    }
    addText(items, place, load<u32>(item, 4), load<u32>(item, 8));
    store<u32>(column, load<u32>(column, 56) + load<u32>(item, 12), 56);
    hasText = true;
  }
  if (hasText) store<u32>(column, load<u32>(column, 52) + 1, 52);
  closeList(column);
  return true;
}

/** Whether records were added by a plan. */
export function isUsed(plan: usize): bool {
  return load<u32>(plan, 28) !== 0;
}
