import { jsonValue } from "@/lib/format/json-value";
import { TextHasher } from "@/lib/format/text-hash";
import type { TextHash, Value } from "@/lib/format/value";
import { mayReprint } from "@/lib/format/written-numbers";
import { type ContentSink, messageName, textOf, walkMessage } from "./content-walk";
import { toComparedJson } from "./json-text";
import type { Role } from "./model";
import { flagOf } from "./problem-flags";
import type { RawMessage } from "./raw-message";
import { RoleOrder } from "./role-order";
import { maySplit, splitText } from "./split-text";
import type { TextSegment } from "./text-segment";
import { TurnState } from "./turn-state";

const EMPTY_MESSAGE = flagOf("empty message");
const REPLACEMENT = flagOf("replacement character");

// Bytes that UTF-8 never uses, so that no text can imitate the frame around it.
const PIECE_END = 0xff;
const CALL_MARK = 0xfe;
const MESSAGE_END = 0xfd;
const ROLE_MARK = 0xf5;
/** Numbers of the roles in the hash. */
export const ROLE_BYTES: Readonly<Record<Role, number>> = {
  system: 1,
  developer: 2,
  user: 3,
  assistant: 4,
  tool: 5,
  other: 6,
};

/** For whoever brings no hash of his own: a buffer for each record would cost more than the record. */
const sharedHasher = new TextHasher();

/** What a record adds up to while its messages are walked. */
export class FactMeter implements ContentSink {
  state = new TurnState();
  order = new RoleOrder();
  chars = 0;
  assistantChars = 0;
  turns = 0;
  users = 0;
  systems = 0;
  roles: Role[] = [];
  tools: string[] = [];
  flags = 0;
  /** Text pieces of the first user and the last assistant message. */
  promptPieces: Value[] | null = null;
  replyPieces: Value[] | null = null;
  /** Final answer of the last assistant message, where a protocol marks one. */
  answer: string | null = null;

  /** A hasher is shared by many records: one meter at a time. */
  constructor(private readonly hasher: TextHash = sharedHasher) {
    hasher.reset();
  }

  private role: Role = "other";
  private isCall = false;
  private pieces: Value[] = [];
  private isFilled = false;
  private results = 0;
  private otherPieces = 0;

  /** Adds the messages of the conversation, or of one of its variants. */
  addMessages(messages: readonly RawMessage[]): void {
    for (const message of messages) this.addMessage(message);
  }

  digest(): bigint {
    return this.hasher.digest();
  }

  /** To be called after `digest`, which frees the hasher. */
  promptDigest(): bigint | null {
    if (this.promptPieces === null) return null;
    for (const value of this.promptPieces) this.feed(value);
    return this.hasher.digest();
  }

  /** Marks in the hash that another variant begins. */
  beginVariant(): void {
    this.hasher.byte(MESSAGE_END);
    this.hasher.byte(PIECE_END);
  }

  private addMessage(message: RawMessage): void {
    const { role } = message;
    const before = this.chars;
    const waiting = this.state.isAnsweringCall;
    this.role = role;
    this.isCall = message.isCall;
    this.isFilled = false;
    this.results = 0;
    this.otherPieces = 0;
    this.pieces = [];
    this.roles.push(role);
    if (role === "assistant") {
      this.turns++;
      this.answer = null;
    }
    this.hasher.byte(ROLE_MARK);
    this.hasher.byte(ROLE_BYTES[role]);
    walkMessage(message, this);
    this.hasher.byte(MESSAGE_END);
    if (!this.isFilled) this.flags |= EMPTY_MESSAGE;
    if (role === "assistant") {
      this.assistantChars += this.chars - before;
      this.replyPieces = this.pieces;
    } else if (role === "user") {
      this.users++;
      this.promptPieces ??= this.pieces;
    } else if (role === "system" || role === "developer") {
      this.systems++;
    } else if (role === "tool" && !waiting) {
      // A call that was not found still has a tool that answered it.
      const name = messageName(message);
      if (name !== null) this.tools.push(name);
    }
    const isToolOutput = role === "tool" || (role === "user" && this.results > 0 && this.otherPieces === 0);
    this.order.note(role, isToolOutput, waiting, message.isCall);
    this.state.endMessage(message);
  }

  refusal(value: Value): void {
    this.addPiece(value);
    this.pieces.push(value);
    this.otherPieces++;
  }

  text(value: Value): void {
    this.addPiece(value);
    this.pieces.push(value);
    if (value.kind === "text" && !maySplit(value, this.role, this.state)) {
      this.otherPieces++;
      return;
    }
    const text = textOf(value);
    const split = splitText(text, this.role, this.state);
    if (split === null) {
      this.otherPieces++;
      return;
    }
    if (split.protocol !== null) this.state.noteProtocol(split.protocol);
    for (const segment of split.segments) this.noteSegment(text, segment);
  }

  reasoning(value: Value): void {
    this.addPiece(value);
  }

  call(callId: Value | null, name: Value | null, args: Value | null, isHeld: boolean): void {
    this.isFilled = true;
    const called = name?.text() ?? "";
    this.state.noteCall(callId?.text() ?? null, called);
    if (called !== "") this.tools.push(called);
    if (isHeld) return;
    this.hasher.byte(CALL_MARK);
    this.hasher.text(called);
    this.hasher.byte(PIECE_END);
    if (args !== null) this.addPiece(args);
  }

  callText(value: Value): void {
    this.addPiece(value);
    if (this.isCall) this.pieces.push(value);
  }

  result(callId: Value | null, _name: Value | null, content: Value, _isError: boolean): void {
    this.results++;
    this.state.noteResult(callId?.kind === "text" ? callId.text() : null);
    this.addPiece(content);
  }

  image(url: string, _mediaType: string | null): void {
    this.isFilled = true;
    this.hasher.text(url);
    this.hasher.byte(PIECE_END);
  }

  unknown(_type: string, value: Value): void {
    this.addPiece(value);
    this.otherPieces++;
  }

  private addPiece(value: Value): void {
    const piece = value.kind === "text" ? value : jsonValue(textOf(value));
    this.chars += piece.length;
    if (!this.isFilled && piece.firstSign !== "") this.isFilled = true;
    // A lone surrogate has no UTF-8 of its own: it is shown, hashed and saved as U+FFFD.
    if (piece.isBroken) this.flags |= REPLACEMENT;
    this.feed(value, piece);
  }

  /** `written`: the text that stands for the value. */
  private feed(value: Value, written = value.kind === "text" ? value : jsonValue(textOf(value))): void {
    // Conversations are one where only their numbers are written otherwise.
    const isReprinted = written !== value && mayReprint(written.text());
    (isReprinted ? jsonValue(toComparedJson(value)) : written).feed(this.hasher);
    this.hasher.byte(PIECE_END);
  }

  private noteSegment(text: string, segment: TextSegment): void {
    switch (segment.kind) {
      case "call":
        this.state.noteCall(null, segment.name);
        if (segment.name !== "") this.tools.push(segment.name);
        return;
      case "answer":
        this.answer = text.slice(segment.start, segment.end);
        return;
      case "result":
        this.results++;
        if (this.role === "user") this.state.noteResult(null);
        return;
      case "text":
        this.otherPieces++;
        return;
      case "reasoning":
    }
  }
}
