import type { IncomingMessage } from 'node:http'
import { invalidRequest, readTextBody } from '../../receiver/index.ts'
import { readDocuments } from '../read-documents.ts'
import type { DocumentFault } from '../refusal-log.ts'

/** What became of the documents. */
export interface ImportResult {
  taken: number
  refused: number
  /** The first ten. */
  refusals: ImportFault[]
}

/** Why a document is not taken, or spans that are to become one. */
export interface ImportFault {
  code: DocumentFault['code'] | 'InvalidSpans'
  message: string
}

const MAX_BODY_BYTES = 64 * 1024 * 1024
const MAX_REFUSALS = 10
/** In characters: after so many the store may have its turn, and other requests theirs. */
const TURN_CHARS = 4_000_000

/**
 * Takes in the documents in a request's body: one a line, a JSON list, an answer of `BatchGetTraces`, or OTLP in JSON. As
 * fast as they are stored: none is refused for want of room.
 *
 * @param takeDocument takes in one document, or says why not
 * @param settle settles when what was taken in is stored
 * @throws ApiError 400 when it is OTLP that cannot be read, 413 over 64 MiB
 */
export async function importDocuments(
  request: IncomingMessage,
  takeDocument: (text: string) => DocumentFault | undefined,
  settle: () => Promise<void>,
): Promise<ImportResult> {
  const {
    texts,
    spanRefusals = [],
    reason,
  } = readDocuments(await readTextBody(request, MAX_BODY_BYTES, 'send it in parts'))
  if (reason !== undefined) throw invalidRequest(reason)
  const documentFaults: DocumentFault[] = []
  let chars = 0
  for (const text of texts) {
    const fault = takeDocument(text)
    if (fault) documentFaults.push(fault)
    chars += text.length
    if (chars < TURN_CHARS) continue
    chars = 0
    await settle()
  }
  const faults: ImportFault[] = [
    ...spanRefusals.map(message => ({ code: 'InvalidSpans' as const, message })),
    ...documentFaults,
  ]
  return {
    taken: texts.length - documentFaults.length,
    refused: faults.length,
    refusals: faults.slice(0, MAX_REFUSALS),
  }
}
