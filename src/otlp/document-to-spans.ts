import type { ReceivedDocument } from '../document/index.ts'
import { documentsToOtlp } from './documents-to-otlp.ts'
import { parseOtlpJson } from './parse-otlp-json.ts'
import type { OtlpRequest } from './parsed-otlp.ts'

const NOTHING: OtlpRequest = { spans: [], refusals: [], refusedSpans: 0 }

/**
 * The spans that a segment document tells of, as if they had come as OTLP: one for each segment and subsegment. Of a
 * document that is in progress there are none, as a span of OTLP has ended; and none of what X-Ray inferred. A subsegment
 * with a document of its own does not say of what service it is: its spans have a resource without attributes.
 *
 *     segment shop { subsegments: [{ name: 'query', … }] } → { spans: [EndedSpan shop, EndedSpan query], refusals: [], … }
 *
 * X-Ray takes an id of zeros, OTLP does not: such spans are refused.
 */
export function documentToSpans(document: ReceivedDocument): OtlpRequest {
  const ended = document.in_progress ? [] : [document]
  return parseOtlpJson(JSON.stringify(documentsToOtlp(ended))).request ?? NOTHING
}
