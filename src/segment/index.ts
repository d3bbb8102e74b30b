export type { ConversionOptions } from './conversion-settings.ts'
export type { Attributes, EndedSpan, SpanEvent, SpanLink, SpanResource } from './ended-span.ts'
export type { Conversion, DocumentText, RejectedDocument } from './pack-document.ts'
export { spansToDocuments } from './spans-to-documents.ts'
