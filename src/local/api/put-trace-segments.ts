import { MAX_DOCUMENTS_PER_CALL } from '../../document/index.ts'
import type { DocumentFault } from '../refusal-log.ts'
import { readStrings } from './read-field.ts'

/** What `PutTraceSegments` answers. */
export interface PutTraceSegmentsResult {
  UnprocessedTraceSegments: { Id?: string; ErrorCode: string; Message: string }[]
}

/**
 * Takes in 1 to 50 documents; those that X-Ray would refuse are answered with its code, and why.
 *
 * @param takeDocument takes in one document, or says why not
 * @throws ApiError 400 when the request breaks a rule of the API
 * @see https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html
 */
export function putTraceSegments(
  request: Record<string, unknown>,
  takeDocument: (text: string) => DocumentFault | undefined,
): PutTraceSegmentsResult {
  const texts = readStrings(request, 'TraceSegmentDocuments', 1, MAX_DOCUMENTS_PER_CALL)
  const refusals = texts.flatMap(text => takeDocument(text) ?? [])
  return {
    UnprocessedTraceSegments: refusals.map(({ id, code, message }) => ({
      ...(id !== undefined && { Id: id }),
      ErrorCode: code,
      Message: `Invalid segment. ErrorCode: ${code}. ${message}`,
    })),
  }
}
