import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Backlog } from '../../src/daemon/backlog.ts'
import { Intake } from '../../src/daemon/intake.ts'
import { Ledgers } from '../../src/daemon/ledgers.ts'
import { otlpParts } from '../../src/daemon/otlp-parts.ts'
import { countSpans } from '../../src/otlp/index.ts'
import { spansToDocumentsStepwise } from '../../src/segment/index.ts'
import { inProgress, segment, subsegment } from '../document/documents.ts'
import { endedSpan } from '../fixtures/ended-span.ts'
import { HEADER } from '../receiver/sockets.ts'

function open(maxBytes = 1e6, takesOtlp = false) {
  const refused: string[] = []
  const ledgers = new Ledgers()
  const backlog = new Backlog({ maxBytes, onDropped: () => {}, onReady: () => {} })
  const intake = new Intake({
    backlog,
    ledgers,
    maxBytes,
    otlpParts: takesOtlp ? otlpParts : undefined,
    onRefused: reason => refused.push(reason),
  })
  const datagram = (text: string) => intake.datagram(Buffer.from(text))
  const waiting = () => {
    backlog.seal()
    return backlog.take()?.documents.map(({ bytes }) => String(bytes)) ?? []
  }
  return { intake, ledgers, backlog, refused, datagram, waiting }
}

test('sound documents wait, others are refused with their id and the reason', () => {
  const { datagram, ledgers, refused, waiting } = open()
  const { end_time: _, ...endless } = segment('shop')
  datagram(HEADER + JSON.stringify(segment('shop')))
  datagram(HEADER + JSON.stringify(endless))
  datagram(`${HEADER}this is not json`)
  datagram('{"format":"xml"}\n{}')
  expect(ledgers.documents.snapshot()).toMatchObject({
    made: 4,
    waiting: 1,
    rejected: { MissingEndTime: 1, InvalidSegment: 1, InvalidHeader: 1 },
  })
  expect(waiting()).toEqual([JSON.stringify(segment('shop'))])
  expect(refused[0]).toMatch(
    /Segment 0000000073686f70 "shop" has neither end_time nor in_progress.*MissingEndTime/,
  )
})

test('spans of OTLP in a datagram go on as they are, sampled or not', () => {
  const { datagram, refused, waiting } = open()
  datagram(`${HEADER}T1SCr4BCgkK`)
  datagram(`${HEADER}T1UCr4BCgk=`)
  datagram(`${HEADER}T1S not base64`)
  expect(waiting()).toEqual(['T1SCr4BCgkK', 'T1UCr4BCgk='])
  expect(refused).toHaveLength(1)
})

test('where spans go on as OTLP, those in a datagram do, and so do those that a document tells of', () => {
  const { backlog, datagram, ledgers, refused } = open(1e6, true)
  datagram(`${HEADER}T1SCgA=`)
  datagram(HEADER + JSON.stringify(segment('shop', { subsegments: [subsegment('call')] })))
  expect(ledgers.documents.snapshot()).toMatchObject({ made: 2, waiting: 2 })
  expect(ledgers.spans.snapshot()).toMatchObject({ made: 2, waiting: 2 })
  backlog.seal()
  expect(backlog.take()?.documents.map(({ bytes }) => countSpans(bytes))).toEqual([0, 2])
  expect(refused).toEqual([])
})

test('there, a document in progress is dropped: its spans come with the complete one', () => {
  const { datagram, ledgers, refused } = open(1e6, true)
  datagram(HEADER + JSON.stringify(inProgress(segment('shop'))))
  expect(ledgers.documents.snapshot()).toMatchObject({ made: 1, waiting: 0, dropped: { in_progress: 1 } })
  expect(refused).toEqual([])
})

test('spans become documents, and both are counted', () => {
  const { intake, ledgers, refused, waiting } = open()
  intake.spans(2, spansToDocumentsStepwise([endedSpan(), endedSpan()]))
  intake.refusedSpans([{ path: 'resourceSpans', message: 'resourceSpans is 7; write a list' }], 3)
  expect(refused).toEqual(['resourceSpans is 7; write a list'])
  expect(ledgers.spans.snapshot()).toMatchObject({ made: 5, waiting: 2, rejected: { invalid_span: 3 } })
  expect(ledgers.documents.snapshot().waiting).toBe(waiting().length)
})

test('while spans are made documents of there is no room for others', () => {
  const { intake, ledgers } = open()
  function* slowSteps() {
    for (const conversion of spansToDocumentsStepwise([
      endedSpan(),
      endedSpan({ traceId: '1'.repeat(32) }),
    ])) {
      const end = performance.now() + 30
      while (performance.now() < end);
      yield conversion
    }
  }
  intake.spans(2, slowSteps())
  expect(intake.hasRoom).toBe(false)
  expect(ledgers.documents.snapshot().made).toBe(1)
  intake.empty()
  expect(intake.hasRoom).toBe(true)
  expect(ledgers.spans.snapshot()).toMatchObject({ made: 2, waiting: 2 })
  expect(ledgers.documents.snapshot()).toMatchObject({ made: 2, waiting: 2 })
})

test('there is no room for spans before anything has to be dropped', () => {
  const { intake, ledgers } = open(1000)
  expect(intake.hasRoom).toBe(true)
  for (let tries = 0; tries < 20 && intake.hasRoom; tries++)
    intake.spans(1, spansToDocumentsStepwise([endedSpan()]))
  expect(intake.hasRoom).toBe(false)
  expect(ledgers.spans.snapshot().made).toBeLessThan(20)
})

test.each([false, true])(
  'whatever a datagram is, it is counted and nothing breaks (to OTLP: %j)',
  isToOtlp => {
    const sound = HEADER + JSON.stringify(segment('shop'))
    const part = fc.oneof(
      fc.uint8Array(),
      fc.string().map(text => Buffer.from(text)),
      fc.base64String().map(text => Buffer.from(`${HEADER}T1S${text}`)),
      fc.constantFrom(...[sound, HEADER, 'T1S', '{', '"', '\n'].map(text => Buffer.from(text))),
    )
    const { intake, ledgers } = open(100_000, isToOtlp)
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), parts => {
        const { made } = ledgers.documents.snapshot()
        intake.datagram(Buffer.concat(parts))
        const { made: after, waiting, rejected, dropped } = ledgers.documents.snapshot()
        expect(after).toBe(made + 1)
        const sum = (counts: Record<string, number>) =>
          Object.values(counts).reduce((total, each) => total + each, 0)
        expect(waiting + sum(rejected) + sum(dropped)).toBe(after)
      }),
      { numRuns: 500 },
    )
  },
)
