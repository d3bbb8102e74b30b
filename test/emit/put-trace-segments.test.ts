import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { putTraceSegments } from '../../src/emit/put-trace-segments.ts'

const put = (documents: string[], answer: unknown) =>
  putTraceSegments(
    async () => answer,
    documents.map(text => Buffer.from(text)),
  )

describe('putTraceSegments()', () => {
  test('sends documents as texts, and takes them for sent when X-Ray names none', async () => {
    const calls: unknown[] = []
    const call = async (...args: unknown[]) => void calls.push(args)
    expect(await putTraceSegments(call, [Buffer.from('{"a":"é"}')])).toEqual([{ kind: 'sent' }])
    expect(calls).toEqual([['/TraceSegments', { TraceSegmentDocuments: ['{"a":"é"}'] }]])
    expect(await put(['{}'], { UnprocessedTraceSegments: [] })).toEqual([{ kind: 'sent' }])
  })

  test('tells refused, throttled and taken documents apart by their ids', async () => {
    const documents = ['{"name":"x","id":"1"}', '{"id": "2"}', '{"subsegments":[{"id":"1"}],"id":"3"}']
    const UnprocessedTraceSegments = [
      { Id: '3', ErrorCode: 'InvalidName', Message: 'no' },
      { Id: '1', ErrorCode: 'ThrottledException', Message: 'later' },
    ]
    expect(await put(documents, { UnprocessedTraceSegments })).toEqual([
      { kind: 'again', reason: 'ThrottledException', message: 'segment 1: later' },
      { kind: 'sent' },
      { kind: 'unprocessed', reason: 'InvalidName', message: 'segment 3: no' },
    ])
  })

  test('lays an entry without an id at the door of a document without one', async () => {
    const UnprocessedTraceSegments = [{ Id: null, ErrorCode: 'MissingId' }, null]
    expect(await put(['{"id":"1"}', 'T1S…', '{"id":"2"}'], { UnprocessedTraceSegments })).toEqual([
      { kind: 'unprocessed', reason: 'unknown', message: 'segment (not said): (not said)' },
      { kind: 'unprocessed', reason: 'MissingId', message: 'segment (not said): (not said)' },
      { kind: 'sent' },
    ])
  })

  test('gives one verdict for each document, whatever is answered', async () => {
    const entry = fc.record({
      Id: fc.constantFrom('1', '2', null, 7),
      ErrorCode: fc.string(),
      Message: fc.json(),
    })
    const answer = fc.oneof(
      fc.anything(),
      fc.record({ UnprocessedTraceSegments: fc.oneof(fc.anything(), fc.array(entry)) }),
    )
    await fc.assert(
      fc.asyncProperty(answer, async given => {
        const verdicts = await put(['{"id":"1"}', '{"id":"2"}', '{"id":"1"}'], given)
        expect(verdicts).toHaveLength(3)
        const entries = (given as { UnprocessedTraceSegments?: unknown })?.UnprocessedTraceSegments
        const refused = Array.isArray(entries) ? Math.min(entries.length, 3) : 0
        expect(verdicts.filter(({ kind }) => kind !== 'sent')).toHaveLength(refused)
      }),
    )
  })
})
