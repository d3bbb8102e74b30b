import { recordedTrace } from '../../src/testing/recorded-trace.ts'
import { mergeTrace, recordTrace, summarizeTrace } from '../../src/trace/index.ts'
import { segment, subsegment } from '../document/documents.ts'

const shop = segment('shop', {
  fault: true,
  user: 'ann',
  http: { request: { method: 'GET' }, response: { status: 503 } },
  annotations: { plan: 'gold', big: true },
  subsegments: [subsegment('pay', { namespace: 'remote' })],
})
const merged = mergeTrace([shop])!

/** A trace of a shop that calls pay, and fails. */
export const shopTrace = recordedTrace(
  summarizeTrace(recordTrace(merged), {
    rootCauses: { fault: [], error: [], responsetime: [] },
    revision: 1,
  }),
  [...merged.segments, ...merged.inferred].map(document => JSON.stringify(document)),
)
