import type { TextProtocol } from "./model";
import type { RawMessage } from "./raw-message";
import type { TextContext } from "./split-text";

/** What is known on the way through a conversation, the same for the index and the reader. */
export class TurnState implements TextContext {
  /** The first text protocol met. */
  protocol: TextProtocol | null = null;
  isProtocolKnown = false;
  isAnsweringCall = false;
  /** Calls that no result has answered yet, oldest first. */
  private open: OpenCall[] = [];
  /** Calls of the message being walked. */
  private calls: OpenCall[] = [];
  private hasResult = false;

  /** To walk each of several variants from the same prompt. */
  clone(): TurnState {
    const copy = new TurnState();
    copy.protocol = this.protocol;
    copy.isProtocolKnown = this.isProtocolKnown;
    copy.isAnsweringCall = this.isAnsweringCall;
    copy.open = [...this.open];
    return copy;
  }

  noteProtocol(protocol: TextProtocol): void {
    this.protocol ??= protocol;
    if (protocol === "thought-tool" || protocol === "react") this.isProtocolKnown = true;
  }

  noteCall(callId: string | null, name: string): void {
    this.calls.push({ callId, name });
  }

  /** A result has come. Gives the name of the tool whose call it answers; null when that is not known. */
  noteResult(callId: string | null): string | null {
    this.hasResult = true;
    const place = callId === null ? 0 : this.open.findIndex((call) => call.callId === callId);
    const answered = this.open[place];
    if (answered === undefined) return null;
    this.open.splice(place, 1);
    return answered.name === "" ? null : answered.name;
  }

  /** A message is over. */
  endMessage(message: RawMessage): void {
    if (message.role === "assistant") {
      // Several calls may stand in several messages (one `function_call` each) before their results come.
      if (message.isCall) this.open.push(...this.calls);
      else this.open = this.calls;
      this.isAnsweringCall = this.open.length > 0;
      this.calls = [];
    } else if (message.role === "user" && !this.hasResult) {
      this.open = [];
      this.isAnsweringCall = false;
    }
    this.hasResult = false;
  }
}

interface OpenCall {
  callId: string | null;
  name: string;
}
