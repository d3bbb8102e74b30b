import type { ApiConnection } from '../client/index.ts'
import { countSpans, readExportResponse } from '../otlp/index.ts'
import type { Verdict } from './batch-emitter.ts'

const HEADERS = { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' }

/**
 * Sends parts of an OTLP request as one, packed by gzip, and gives back what became of each. Where the receiver did not
 * take some spans, it says how many and not which: they are the first ones.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export async function postOtlp(
  connection: ApiConnection,
  parts: readonly Uint8Array[],
): Promise<readonly Verdict[]> {
  const { headers, body } = await connection.post('', await gzip(Buffer.concat(parts)), HEADERS)
  const isJson = String(headers['content-type']).startsWith('application/json')
  const { rejectedSpans, message } = readExportResponse(isJson ? 'json' : 'protobuf', body)
  let left = rejectedSpans
  return parts.map(part => {
    if (left === 0) return { kind: 'sent' }
    const spanCount = Math.min(left, countSpans(part))
    left -= spanCount
    return { kind: 'unprocessed', reason: 'rejected_spans', message: message.slice(0, 300), spanCount }
  })
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  // Read when it is first used: an app that sends documents need not have it.
  const { gzip: pack } = await import('node:zlib')
  return new Promise((resolve, reject) =>
    pack(bytes, (error, packed) => (error ? reject(error) : resolve(packed))),
  )
}
