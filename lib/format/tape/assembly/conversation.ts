import { judgeAnswers, SAME, UNSURE_ANSWER } from "./answers";
import { addHash, addInteger, addText, closeList, sameBytes } from "./columns";
import { differ } from "./env";
import { digestHigh, digestLow, hashByte, hashDigest, hashReset, hashSpan } from "./hash";
import { allocate } from "./heap";
import {
  ENTRY,
  LIST,
  NULL,
  NUMBER,
  OBJECT,
  shapeEnd,
  shapeStart,
  TEXT,
  tapeStart,
  WIDE_TEXT,
} from "./layout";
import { addPreview } from "./preview";
import { answerEnd, answerStart, callCount, callsAt, PROTOCOL, readProtocol, UNSURE } from "./protocol";
import { skipSpaces } from "./spaces";
import { holdsReplacement } from "./utf8";

// Facts about a conversation that is a plain list of messages, each an object with a role and a text. `FactMeter` among
// the conversations has the meaning of each; what is not surely the same here is left to it.

// Roles, by the numbers that the hash has for them.
const SYSTEM: u32 = 1;
const DEVELOPER: u32 = 2;
const USER: u32 = 3;
const ASSISTANT: u32 = 4;
const TOOL: u32 = 5;

// Problems, by their places in the list of all.
const EMPTY_MESSAGE: u32 = 1 << 0;
const ROLES_OUT_OF_ORDER: u32 = 1 << 1;
const LABEL_COUNT: u32 = 1 << 3;
const TURN_COUNT: u32 = 1 << 4;
const NO_FINAL_ANSWER: u32 = 1 << 5;
const ANSWER_DIFFERS: u32 = 1 << 6;
const REPLACEMENT: u32 = 1 << 7;
const MOST_PROBLEMS: u32 = 8;

// Bytes of the hash, as `FactMeter` sets them between the texts.
const PIECE_END: u32 = 0xff;
const MESSAGE_END: u32 = 0xfd;
const ROLE_MARK: u32 = 0xf5;

const MOST_MESSAGES: u32 = 2048;
const MOST_TOOLS: u32 = 256;
/** Role words are short. */
const LONGEST_ROLE: u32 = 64;

/** Words of a message's shape: what is known of it (0 nothing, 1 not plain, else a number for its pair of names), and the places of role, content and name. */
const MESSAGE: usize = 16;
const NOT_PLAIN: u32 = 1;
const NO_PLACE: u32 = u32.MAX_VALUE;
let messageShapes: usize = 0;

/** Words of a role word that the host taught: address, bytes, role. */
const WORD: usize = 12;
const MOST_WORDS: usize = 32;
let words: usize = 0;
let wordCount: usize = 0;

/** Address and bytes of the names of the roles, by their numbers, then of the problems. */
let names: usize = 0;
const PROBLEM_NAMES: u32 = 8;

let roles: usize = 0;
let tools: usize = 0;

let messages: u32 = 0;
let turns: u32 = 0;
let users: u32 = 0;
let systems: u32 = 0;
let chars: u32 = 0;
let assistantChars: u32 = 0;
let flags: u32 = 0;
let toolCount: u32 = 0;
let prompt: usize = 0;
let reply: usize = 0;
let answer: usize = 0;
let answerBytes: u32 = 0;
let hashHigh: u32 = 0;
let hashLow: u32 = 0;
let promptHigh: u32 = 0;
let promptLow: u32 = 0;

/** Forgets what was taught; to be called when the heap was freed. */
export function resetConversations(): void {
  const shapes = (shapeEnd - shapeStart) / 24;
  messageShapes = allocate(shapes * MESSAGE);
  memory.fill(messageShapes, 0, shapes * MESSAGE);
  words = allocate(MOST_WORDS * WORD);
  wordCount = 0;
  names = allocate(16 * 8);
  roles = allocate(MOST_MESSAGES);
  tools = allocate((MOST_TOOLS as usize) * 8);
}

/** `layout` is 2 or more and the same for shapes with the same names of role and content; 1 for messages that are not plain. */
export function teachMessage(shape: u32, layout: u32, role: u32, content: u32, name: u32): void {
  const at = messageShapes + (shape as usize) * MESSAGE;
  store<u32>(at, layout, 0);
  store<u32>(at, role, 4);
  store<u32>(at, content, 8);
  store<u32>(at, name, 12);
}

export function knowsMessage(shape: u32): bool {
  return load<u32>(messageShapes + (shape as usize) * MESSAGE) !== 0;
}

/** Teaches a role word, of which a copy is kept. */
export function teachRole(at: usize, bytes: u32, role: u32): void {
  if (roleOf(at, bytes) !== 0 || wordCount === MOST_WORDS) return;
  const word = words + wordCount * WORD;
  const kept = allocate(bytes);
  memory.copy(kept, at, bytes);
  store<u32>(word, kept as u32, 0);
  store<u32>(word, bytes, 4);
  store<u32>(word, role, 8);
  wordCount++;
}

/** Name of a role by its number, or with 8 added of a problem by its place. It stays where it is. */
export function teachName(place: u32, at: usize, bytes: u32): void {
  store<u32>(names + (place as usize) * 8, at as u32, 0);
  store<u32>(names + (place as usize) * 8, bytes, 4);
}

function roleOf(at: usize, bytes: u32): u32 {
  for (let i: usize = 0; i < wordCount; i++) {
    const word = words + i * WORD;
    if (load<u32>(word, 4) === bytes && sameBytes(load<u32>(word), at, bytes)) return load<u32>(word, 8);
  }
  return 0;
}

/**
 * Measures the messages of a list; false when they are not surely plain. `outer` is the text that stands beside the list
 * and is the reply where the list holds only the prompt; 0 where there is none.
 */
export function measureMessages(list: usize, outer: usize): bool {
  if (load<u32>(list) !== LIST) return false;
  const listed = load<u32>(list, 8);
  if (listed === 0 || listed >= MOST_MESSAGES) return false;
  messages = listed;
  turns = 0;
  users = 0;
  systems = 0;
  chars = 0;
  assistantChars = 0;
  flags = 0;
  toolCount = 0;
  prompt = 0;
  reply = 0;
  answer = 0;
  let layout: u32 = 0;
  let isAnsweringCall = false;
  let isProtocolKnown = false;
  let last: u32 = 0;
  let hasTwoUsers = false;
  let isOutOfOrder = false;
  hashReset();
  const first = tapeStart + (load<u32>(list, 4) as usize) * ENTRY;
  for (let i: u32 = 0; i < messages; i++) {
    let role: u32 = ASSISTANT;
    let content = outer;
    let shape: usize = 0;
    let fields: usize = 0;
    if (i < listed) {
      const item = first + (i as usize) * ENTRY;
      if (load<u32>(item) !== OBJECT) return false;
      shape = messageShapes + (load<u32>(item, 12) as usize) * MESSAGE;
      const known = load<u32>(shape);
      if (known <= NOT_PLAIN || (layout !== 0 && known !== layout)) return false;
      layout = known;
      fields = tapeStart + (load<u32>(item, 4) as usize) * ENTRY;
      const word = fields + (load<u32>(shape, 4) as usize) * ENTRY;
      if (load<u32>(word) !== TEXT || load<u32>(word, 8) > LONGEST_ROLE) return false;
      role = roleOf(load<u32>(word, 4), load<u32>(word, 8));
      content = fields + (load<u32>(shape, 8) as usize) * ENTRY;
    }
    const kind = load<u32>(content);
    if (role === 0 || (kind !== TEXT && kind !== WIDE_TEXT)) return false;
    store<u8>(roles + i, role as u8);
    const at = load<u32>(content, 4) as usize;
    const bytes = load<u32>(content, 8);
    const end = at + bytes;
    const length = load<u32>(content, 12);
    const sign = skipSpaces(at, end);
    if (sign === end) flags |= EMPTY_MESSAGE;
    if (kind === WIDE_TEXT && holdsReplacement(at, end)) flags |= REPLACEMENT;
    hashByte(ROLE_MARK);
    hashByte(role);
    hashSpan(at, bytes);
    hashByte(PIECE_END);
    hashByte(MESSAGE_END);
    chars += length;
    switch (role) {
      case ASSISTANT: {
        turns++;
        assistantChars += length;
        reply = content;
        answer = 0;
        const read = readProtocol(at, end, isProtocolKnown);
        if (read === UNSURE) return false;
        if (read === PROTOCOL) {
          isProtocolKnown = true;
          answer = answerStart;
          answerBytes = (answerEnd - answerStart) as u32;
          if (toolCount + callCount > MOST_TOOLS) return false;
          memory.copy(tools + (toolCount as usize) * 8, callsAt, (callCount as usize) * 8);
          toolCount += callCount;
        }
        if (last === ASSISTANT) isOutOfOrder = true;
        isAnsweringCall = read === PROTOCOL && callCount > 0;
        last = ASSISTANT;
        break;
      }
      case USER:
        // It may be the output of a tool.
        if (isAnsweringCall || (sign < end && load<u8>(sign) === 60)) return false;
        users++;
        if (prompt === 0) prompt = content;
        if (last === USER) hasTwoUsers = true;
        last = USER;
        break;
      case TOOL: {
        const place = load<u32>(shape, 12);
        if (!isAnsweringCall) {
          isOutOfOrder = true;
          if (place !== NO_PLACE && !addToolName(fields + (place as usize) * ENTRY)) return false;
        }
        last = TOOL;
        break;
      }
      case SYSTEM:
      case DEVELOPER:
        systems++;
        break;
      default:
        return false;
    }
    // Without a reply in the list, one may stand beside it.
    if (i + 1 === listed && turns === 0) {
      if (role !== USER || outer === 0 || load<u32>(outer, 8) === 0) return false;
      messages++;
    }
  }
  if (isOutOfOrder || hasTwoUsers) flags |= ROLES_OUT_OF_ORDER;
  if (isProtocolKnown && answer === 0) flags |= NO_FINAL_ANSWER;
  hashDigest();
  hashHigh = digestHigh;
  hashLow = digestLow;
  if (prompt !== 0) {
    hashSpan(load<u32>(prompt, 4), load<u32>(prompt, 8));
    hashByte(PIECE_END);
    hashDigest();
    promptHigh = digestHigh;
    promptLow = digestLow;
  }
  return true;
}

/** The name that a tool's message bears, of a call that was not found. */
function addToolName(name: usize): bool {
  const kind = load<u32>(name);
  if (kind === NULL) return true;
  if (kind !== TEXT) return false;
  if (load<u32>(name, 8) === 0) return true;
  if (toolCount === MOST_TOOLS) return false;
  store<u32>(tools + (toolCount as usize) * 8, load<u32>(name, 4));
  store<u32>(tools + (toolCount as usize) * 8, load<u32>(name, 8), 4);
  toolCount++;
  return true;
}

/** Notes whether the labels are as many as the turns. False when that is not surely told. */
export function checkLabels(labels: usize): bool {
  const kind = load<u32>(labels);
  if (kind === LIST) {
    if (load<u32>(labels, 8) !== turns) flags |= LABEL_COUNT;
  } else if ((kind === TEXT || kind === WIDE_TEXT) && turns !== 1) flags |= LABEL_COUNT;
  return true;
}

/** Notes whether the turns are as many as a field claims, however its author counts. False when that is not surely told. */
export function checkTurns(claimed: usize): bool {
  const kind = load<u32>(claimed);
  if (kind !== NUMBER) return kind === NULL || kind === TEXT || kind === WIDE_TEXT;
  const number = load<f64>(claimed, 8);
  if (
    number !== (turns as f64) &&
    number !== (users as f64) &&
    number !== (messages as f64) &&
    number !== ((messages - systems) as f64)
  )
    flags |= TURN_COUNT;
  return true;
}

/** Notes whether the answer is the true one. `stated` is 0 where no field states one. False when that is not surely told. */
export function checkAnswer(truth: usize, stated: usize): bool {
  const kind = load<u32>(truth);
  if (kind === NULL) return true;
  if (kind !== TEXT && kind !== WIDE_TEXT) return false;
  if (isBlank(truth)) return true;
  let at = answer;
  let bytes = answerBytes;
  if (stated !== 0 && load<u32>(stated) !== NULL) {
    const statedKind = load<u32>(stated);
    if (statedKind !== TEXT && statedKind !== WIDE_TEXT) return false;
    if (!isBlank(stated)) {
      at = load<u32>(stated, 4);
      bytes = load<u32>(stated, 8);
    }
  }
  if (at === 0 || skipSpaces(at, at + bytes) === at + bytes) return true;
  const verdict = judgeAnswers(load<u32>(truth, 4), load<u32>(truth, 8), at, bytes);
  if (verdict === SAME) return true;
  if (verdict === UNSURE_ANSWER && differ(load<u32>(truth, 4), load<u32>(truth, 8), at, bytes) === 0)
    return true;
  flags |= ANSWER_DIFFERS;
  return true;
}

function isBlank(text: usize): bool {
  const at = load<u32>(text, 4) as usize;
  const end = at + load<u32>(text, 8);
  return skipSpaces(at, end) === end;
}

/** Adds what was measured to the columns, whose addresses follow one another at `columns` in the order of the index. */
export function addFacts(columns: usize, row: u32): void {
  if (prompt !== 0) addPreviewOf(prompt, load<u32>(columns, 0), row);
  addPreviewOf(reply, load<u32>(columns, 4), row);
  addInteger(load<u32>(columns, 8), row, turns);
  addInteger(load<u32>(columns, 12), row, messages);
  addInteger(load<u32>(columns, 16), row, chars);
  addInteger(load<u32>(columns, 20), row, assistantChars);
  const roleList = load<u32>(columns, 24);
  for (let i: u32 = 0; i < messages; i++) addName(roleList, load<u8>(roles + i));
  closeList(roleList);
  const toolList = load<u32>(columns, 28);
  for (let i: u32 = 0; i < toolCount; i++) {
    const tool = tools + (i as usize) * 8;
    addItem(toolList, load<u32>(tool), load<u32>(tool, 4));
  }
  closeList(toolList);
  closeList(load<u32>(columns, 32));
  const problemList = load<u32>(columns, 36);
  for (let i: u32 = 0; i < MOST_PROBLEMS; i++) {
    if ((flags & (1 << i)) !== 0) addName(problemList, PROBLEM_NAMES + i);
  }
  closeList(problemList);
  addHash(load<u32>(columns, 40), row, hashHigh, hashLow);
  if (prompt !== 0) addHash(load<u32>(columns, 44), row, promptHigh, promptLow);
}

function addPreviewOf(content: usize, column: usize, row: u32): void {
  const at = load<u32>(content, 4) as usize;
  addPreview(column, row, at, at + load<u32>(content, 8));
}

function addName(list: usize, name: u32): void {
  const at = names + (name as usize) * 8;
  addItem(list, load<u32>(at), load<u32>(at, 4));
}

function addItem(list: usize, at: usize, bytes: u32): void {
  const items = load<u32>(list, 48) as usize;
  addText(items, load<u32>(items, 4), at, bytes);
}
