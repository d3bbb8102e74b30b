import { type ConversionOptions, conversionSettings } from './conversion-settings.ts'
import { convertTop } from './convert-top.ts'
import type { EndedSpan } from './ended-span.ts'
import { repeatedExceptions } from './repeated-exceptions.ts'
import { spanTree } from './span-tree.ts'
import type { Conversion, RejectedDocument, WrittenDocument } from './written-document.ts'

const DEFAULTS: ConversionOptions = {}

/**
 * The documents for these spans, which may be of several traces and services: a segment for each service's part in a
 * trace with its subsegments nested in it, and an independent subsegment where the parent is not among the spans or
 * the document would grow over its limit. Never throws.
 *
 *     [server, client under server] → { documents: ['{"name":"shop",…,"subsegments":[{"name":"db",…}]}'], rejected: [] }
 */
export function spansToDocuments(
  spans: readonly EndedSpan[],
  options: ConversionOptions = DEFAULTS,
): Conversion {
  const settings = conversionSettings(options)
  const repeated = repeatedExceptions(spans)
  const documents: WrittenDocument[] = []
  const rejected: RejectedDocument[] = []
  for (const top of spanTree(spans, settings.nest)) {
    convertTop(top, settings, repeated, documents, rejected)
  }
  return { documents, rejected }
}
