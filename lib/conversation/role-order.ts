import type { Role } from "./model";

/** Watches who speaks after whom. */
export class RoleOrder {
  private last: "user" | "assistant" | "tool" | null = null;
  private twoUsers = false;
  private broken = false;
  private hasAssistant = false;

  clone(): RoleOrder {
    const copy = new RoleOrder();
    copy.last = this.last;
    copy.twoUsers = this.twoUsers;
    copy.broken = this.broken;
    copy.hasAssistant = this.hasAssistant;
    return copy;
  }

  /** `isToolOutput`: a tool message, or one of the user that only holds results. `answersCall`: a call is waiting. */
  note(role: Role, isToolOutput: boolean, answersCall: boolean, isCall: boolean): void {
    if (isToolOutput) {
      if (!answersCall) this.broken = true;
      this.last = "tool";
    } else if (role === "user") {
      if (this.last === "user") this.twoUsers = true;
      this.last = "user";
    } else if (role === "assistant") {
      this.hasAssistant = true;
      // ShareGPT writes a reply and the call that belongs to it as two entries.
      if (this.last === "assistant" && !isCall) this.broken = true;
      this.last = "assistant";
    } else if (role === "other") {
      this.last = null;
    }
  }

  /** Turns of the user with no assistant at all are a list of prompts, and in order. */
  get isBroken(): boolean {
    return this.broken || (this.twoUsers && this.hasAssistant);
  }
}
