import { type ConversionOptions, conversionSettings } from './conversion-settings.ts'
import { convertTop } from './convert-top.ts'
import type { EndedSpan } from './ended-span.ts'
import { repeatedExceptions } from './repeated-exceptions.ts'
import { spanTree } from './span-tree.ts'
import type { Conversion, RejectedDocument, WrittenDocument } from './written-document.ts'

const DEFAULTS: ConversionOptions = {}

/**
 * The same documents as `spansToDocuments` gives, those of one top after the other: whoever takes them need not hold them
 * all, and may do something else in between. Never throws.
 *
 *     [server of trace a, server of trace b] → { documents: [a's], rejected: [] }, { documents: [b's], rejected: [] }
 */
export function* spansToDocumentsStepwise(
  spans: readonly EndedSpan[],
  options: ConversionOptions = DEFAULTS,
): Generator<Conversion> {
  const settings = conversionSettings(options)
  const repeated = repeatedExceptions(spans)
  for (const top of spanTree(spans, settings.nest)) {
    const documents: WrittenDocument[] = []
    const rejected: RejectedDocument[] = []
    convertTop(top, settings, repeated, documents, rejected)
    yield { documents, rejected }
  }
}
