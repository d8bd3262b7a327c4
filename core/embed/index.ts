export { type EmbedAddress, readEmbedAddress } from './address.ts';
export {
  checkCall,
  EMBED_CALLS,
  type EmbedCallName,
  type EmbedInput,
  type EmbedParameters,
} from './calls.ts';
export {
  backendLimits,
  EMBED_PANELS,
  type EmbedPanel,
  type EmbedTheme,
  USUAL_EMBED_BACKENDS,
} from './choices.ts';
export { allowsHost } from './hosts.ts';
export {
  answerSchema,
  detectedMessage,
  EMBED_CONNECT,
  EMBED_EVENTS,
  EMBED_VERSION,
  type EmbedAnswer,
  type EmbedConnect,
  type EmbedEvent,
  type EmbedEventName,
  poseMessage,
  readConnect,
  resultMessage,
} from './messages.ts';
export { olderReply, type OlderMessage, OLDER_READY, readOlderMessage } from './older.ts';
