import type { IncomingMessage } from 'node:http'
import { invalidRequest, readTextBody } from '../../receiver/index.ts'
import { readDocuments } from '../read-documents.ts'
import type { DocumentFault } from '../refusal-log.ts'

/** What became of the documents. */
export interface ImportResult {
  taken: number
  refused: number
  /** The first ten. */
  refusals: DocumentFault[]
}

const MAX_BODY_BYTES = 64 * 1024 * 1024
const MAX_REFUSALS = 10

/**
 * Takes in the documents in a request's body: one a line, a JSON list, an answer of `BatchGetTraces`, or OTLP in JSON.
 *
 * @param takeDocument takes in one document, or says why not
 * @throws ApiError 400 when it is OTLP that cannot be read, 413 over 64 MiB
 */
export async function importDocuments(
  request: IncomingMessage,
  takeDocument: (text: string) => DocumentFault | undefined,
): Promise<ImportResult> {
  const { texts, reason } = readDocuments(await readTextBody(request, MAX_BODY_BYTES, 'send it in parts'))
  if (reason !== undefined) throw invalidRequest(reason)
  const faults = texts.flatMap(text => takeDocument(text) ?? [])
  return {
    taken: texts.length - faults.length,
    refused: faults.length,
    refusals: faults.slice(0, MAX_REFUSALS),
  }
}
