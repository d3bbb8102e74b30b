import { divideDocument } from './divide-document.ts'
import { MAX_DOCUMENT_BYTES } from './limits.ts'
import { parseDocument } from './parse-document.ts'

/**
 * The texts of documents that may be sent, for the text of one that was merged: where it has more than so many bytes,
 * its parts. Else, and where it is no document, itself.
 *
 *     '{"name":"shop",…}' → ['{"name":"shop",…}']
 */
export function divideText(text: string, maxBytes: number = MAX_DOCUMENT_BYTES): string[] {
  if (Buffer.byteLength(text) <= maxBytes) return [text]
  const { document } = parseDocument(text, Infinity)
  return document ? divideDocument(document, maxBytes).map(part => JSON.stringify(part)) : [text]
}
