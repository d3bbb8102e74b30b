export { divideText } from './divide-text.ts'
export {
  MAX_DOCUMENT_BYTES,
  MAX_DOCUMENTS_PER_CALL,
  MAX_EPOCH_SECONDS,
  MAX_LINKS_OF_SEGMENT,
  MAX_LINKS_OF_TRACE,
  MAX_NAME_CHARS,
  MAX_RECEIVED_DOCUMENT_BYTES,
  MAX_STATISTICS_PER_CALL,
  MAX_TRACE_BYTES,
  MAX_TRACE_IDS_PER_CALL,
} from './limits.ts'
export { mergeDocuments } from './merge-documents.ts'
export { parseDocument } from './parse-document.ts'
export type { DocumentErrorCode, DocumentRefusal } from './parsed-document.ts'
export { quoteValue } from './quote-value.ts'
export { readValidDocument } from './read-valid-document.ts'
export type {
  Aws,
  Cause,
  Exception,
  Http,
  IndependentSubsegment,
  Link,
  ReceivedDocument,
  Segment,
  SegmentDocument,
  StackFrame,
  Subsegment,
} from './segment-document.ts'
export { isSpanMetadata } from './span-metadata.ts'
export { isInProgress, walkDocument } from './walk-document.ts'
