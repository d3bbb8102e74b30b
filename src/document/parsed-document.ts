import type { ReceivedDocument } from './segment-document.ts'

/** X-Ray's own codes for a document that it does not take. AWS publishes no list: these are those that were seen. */
export type DocumentErrorCode =
  | 'InvalidName'
  | 'InvalidSegment'
  | 'InvalidTraceId'
  | 'MissingEndTime'
  | 'MissingId'
  | 'MissingName'
  | 'MissingParentId'
  | 'MissingTraceId'

/** Why a document is not taken. */
export interface DocumentRefusal {
  code: DocumentErrorCode
  /** What is wrong, the value, and the rule. */
  message: string
  /** The document's own id, where it has one. */
  id?: string
}

/** A document, or the reason why there is none. */
export type ParsedDocument =
  | { document: ReceivedDocument; refusal?: undefined }
  | { document?: undefined; refusal: DocumentRefusal }
