export type { ConversionOptions } from './conversion-settings.ts'
export type { Attributes, EndedSpan, SpanEvent, SpanLink, SpanResource } from './ended-span.ts'
export { originOf } from './platform.ts'
export { spansToDocuments } from './spans-to-documents.ts'
export { spansToDocumentsStepwise } from './spans-to-documents-stepwise.ts'
export {
  type Conversion,
  joinConversions,
  type RejectedDocument,
  WrittenDocument,
} from './written-document.ts'
