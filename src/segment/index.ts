export type { Attributes, EndedSpan, SpanEvent, SpanLink, SpanResource } from './ended-span.ts'
export {
  type Conversion,
  type ConversionOptions,
  type DocumentText,
  type RejectedDocument,
  spansToDocuments,
} from './spans-to-documents.ts'
