export { verdictWords } from "./answer-words";
export { type AnswerVerdict, answersAgree, judgeAnswers, type StatedAnswers } from "./answers";
export { conversationTexts, messageTexts } from "./conversation-texts";
export { ROLE_BYTES } from "./fact-meter";
export { isPreferencePair, judgeVariants, type Verdict } from "./judge-variants";
export { measureConversation, statedAnswers } from "./measure-conversation";
export { type MessageField, messageRests } from "./message-rest";
export type {
  Conversation,
  ConversationFacts,
  Message,
  Part,
  Problem,
  Reading,
  ReadOptions,
  Role,
  TextProtocol,
  ValuePath,
  Variant,
} from "./model";
export { plainListField, plainMessage, plainReplyField, plainRole } from "./plain-messages";
export { PLAIN_PROBLEMS } from "./problem-flags";
export { readConversation } from "./read-conversation";
export { readStepMetrics, type StepMetric } from "./step-metrics";
export { isToolError, type PartPlace, pairToolSteps, type ToolStep } from "./tool-steps";
export {
  CHAT_TEMPLATES,
  type ChatTemplateId,
  type TrainingMessage,
  trainingText,
  withoutLabel,
} from "./training-text";
export { toMarkdown, toOpenAi, toPlainText } from "./write-conversation";
