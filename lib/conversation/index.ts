export { answersAgree } from "./compare-answers";
export { conversationTexts } from "./conversation-texts";
export { toJsonText } from "./json-text";
export { measureConversation } from "./measure-conversation";
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
export { PROBLEMS } from "./model";
export { mainMessages, readConversation } from "./read-conversation";
