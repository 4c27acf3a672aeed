import type { Message, Part } from "./model";

/** Where a part stands: the message's position in its list, and the part's in the message. */
export interface PartPlace {
  message: number;
  part: number;
}

interface CallStep {
  call: PartPlace;
  result: PartPlace | null;
  /** The result of another call lists that of this one too. */
  isListed: boolean;
}

/** One use of a tool. Without `result` nothing answered the call; without `call` nothing asked for the result. */
export type ToolStep = CallStep | { call: null; result: PartPlace; isListed: false };

interface OpenCall {
  step: CallStep;
  callId: string | null;
  name: string;
}

/**
 * Pairs the calls of a conversation with their results, in the order of the calls: by id where the result has one that
 * a call has too, else the oldest call of the latest turn that is still open, one of the same name first. A message that
 * lists the results of several calls stands with the first of them. Every call and every result is in exactly one step.
 */
export function pairToolSteps(messages: readonly Message[]): ToolStep[] {
  const steps: ToolStep[] = [];
  /** Calls that nothing has answered, oldest first. */
  let open: OpenCall[] = [];
  /** How many of them, at the end of the list, may be answered by order: those since somebody else last spoke. */
  let recent = 0;
  const answer = (result: Answer): CallStep | null => {
    const answered = findCall(result, open, recent);
    if (answered === null) return null;
    if (open.indexOf(answered) >= open.length - recent) recent--;
    open = open.filter((call) => call !== answered);
    return answered.step;
  };
  messages.forEach((message, position) => {
    const hasResult = message.parts.some((part) => part.kind === "tool-result");
    if (message.role === "user" && !hasResult) recent = 0;
    let isFirstCall = true;
    message.parts.forEach((part, index) => {
      const place = { message: position, part: index };
      if (part.kind === "tool-call") {
        // ShareGPT writes several calls as several messages: only a reply that has been answered starts anew.
        if (isFirstCall && wasAnswered(messages[position - 1])) recent = 0;
        isFirstCall = false;
        const step = { call: place, result: null, isListed: false };
        steps.push(step);
        open.push({ step, callId: part.callId, name: part.name });
        recent++;
      } else if (part.kind === "tool-result") {
        const [first = part, ...others] = listedAnswers(part, open);
        const step = answer(first);
        if (step === null) {
          steps.push({ call: null, result: place, isListed: false });
          return;
        }
        step.result = place;
        for (const other of others) {
          const listed = answer(other);
          if (listed !== null) listed.isListed = true;
        }
      }
    });
  });
  return steps;
}

function wasAnswered(before: Message | undefined): boolean {
  return before?.parts.some((part) => part.kind === "tool-result") ?? false;
}

type Answer = Pick<Extract<Part, { kind: "tool-result" }>, "callId" | "name">;

/**
 * The answers of a text that is a JSON list of them, each with the id of its call or the name of an open one; none of
 * any other text.
 */
function listedAnswers(
  { callId, text }: Extract<Part, { kind: "tool-result" }>,
  open: readonly OpenCall[],
): Answer[] {
  // Only where several calls wait: other lists, of megabytes too, need not be parsed.
  if (
    callId !== null ||
    open.length < 2 ||
    !/^\s*\[\s*\{/.test(text) ||
    !/"(?:tool_call_id|name)"/.test(text)
  )
    return [];
  try {
    const entries = JSON.parse(text) as { tool_call_id?: unknown; name?: unknown; content?: unknown }[];
    const answers = entries.map((entry) => ({
      callId: typeof entry?.tool_call_id === "string" ? entry.tool_call_id : null,
      name: typeof entry?.name === "string" && entry.content !== undefined ? entry.name : null,
    }));
    const isAnswer = ({ callId, name }: Answer) => callId !== null || open.some((call) => call.name === name);
    return answers.every(isAnswer) ? answers : [];
  } catch {
    return [];
  }
}

function findCall(result: Answer, open: readonly OpenCall[], recent: number): OpenCall | null {
  if (result.callId !== null) {
    const named = open.find((call) => call.callId === result.callId);
    if (named !== undefined) return named;
  }
  // An id that stands on one side only says nothing; ids on both sides that differ say that the two do not belong.
  const candidates = open
    .slice(open.length - recent)
    .filter((call) => result.callId === null || call.callId === null);
  return (
    candidates.find((call) => result.name !== null && call.name === result.name) ?? candidates[0] ?? null
  );
}

const ERROR_START =
  /^\s*(?:\*\*)?(?:(?:[Ee]rror|ERROR|[Ee]xception)(?:\*\*)?\s*(?:[:![(\d]|$|code\b|while\b|occurred\b|executing\b)|Traceback \(most recent call last\)|[A-Z]\w*(?:Error|Exception)\b\s*:)/;
const ERROR_FIELD = /^\s*\{\s*"(?:error|exception)"\s*:(?!\s*(?:null|false|""|\{\s*\}))/i;

/** Whether a tool failed: the data says so, or its output begins as errors do. */
export function isToolError(result: Extract<Part, { kind: "tool-result" }>): boolean {
  return result.isError || ERROR_START.test(result.text) || ERROR_FIELD.test(result.text);
}
