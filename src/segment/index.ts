export type { ConversionOptions } from './conversion-settings.ts'
export type { Attributes, EndedSpan, SpanEvent, SpanLink, SpanResource } from './ended-span.ts'
export { spansToDocuments } from './spans-to-documents.ts'
export { type Conversion, type RejectedDocument, WrittenDocument } from './written-document.ts'
