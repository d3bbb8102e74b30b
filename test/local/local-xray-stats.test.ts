import { expect, test } from 'vitest'
import { localXRayStats } from '../../src/local/local-xray-stats.ts'
import { RefusalLog } from '../../src/local/refusal-log.ts'
import { NO_COUNTS } from '../../src/local/store/trace-counts.ts'

test('localXRayStats() accounts for each document that was received', () => {
  const refusals = new RefusalLog(1)
  refusals.add({ atMillis: 1, what: 'document', code: 'MissingId', message: 'It has no id' })
  refusals.add({ atMillis: 2, what: 'datagram', code: 'EmptyBody', message: 'It is empty' })
  const stats = localXRayStats({ ...NO_COUNTS, stored: 5, held: 5, traces: 2, waiting: 3 }, refusals)
  expect(stats).toMatchObject({
    documents: { received: 9, stored: 5, waiting: 3, refused: 1, refusedByCode: { MissingId: 1 } },
    datagrams: { rejected: 1, rejectedByCode: { EmptyBody: 1 } },
    traces: { held: 2, evicted: 0 },
    lastRefusals: [{ atMillis: 2 }],
  })
})
