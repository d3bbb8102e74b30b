import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { describe, expect, test, vi } from 'vitest'
import { takeRequest } from '../../../src/receiver/otlp/take-request.ts'
import { sdkSpans } from '../../fixtures/sdk-spans.ts'

const spans = sdkSpans()
const request = Buffer.from(ProtobufTraceSerializer.serializeRequest(spans)!)
const takerOf = (hasRoom: boolean) => ({ onSpans: vi.fn(() => hasRoom), onSpansRefused: vi.fn() })

describe('takeRequest()', () => {
  test('hands on the spans', () => {
    const taker = takerOf(true)
    expect(takeRequest(request, 'protobuf', taker).response?.length).toBe(0)
    expect(taker.onSpans).toHaveBeenCalledExactlyOnceWith(
      spans.map(({ name }) => expect.objectContaining({ name })),
    )
    expect(taker.onSpansRefused).not.toHaveBeenCalled()
  })

  test('passes on that there is no room', () => {
    const { status } = takeRequest(request, 'protobuf', takerOf(false))
    expect(status).toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 1 })
  })

  test('takes a request of no spans, which needs no room', () => {
    const taker = takerOf(false)
    expect(takeRequest(Buffer.from('{"resourceSpans":[]}'), 'json', taker).response?.toString()).toBe('{}')
    expect(taker.onSpans).not.toHaveBeenCalled()
  })

  test('tells both sides what is refused', () => {
    const taker = takerOf(true)
    const body = Buffer.from('{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"x"}]}]}]}')
    const message = 'resourceSpans[0].scopeSpans[0].spans[0].traceId is "x"; write 32 hex digits'
    expect(JSON.parse(takeRequest(body, 'json', taker).response!.toString())).toEqual({
      partialSuccess: { rejectedSpans: '1', errorMessage: message },
    })
    expect(taker.onSpansRefused).toHaveBeenCalledExactlyOnceWith([expect.objectContaining({ message })], 1)
  })

  test('refuses what can not be read', () => {
    const taker = takerOf(true)
    const { status } = takeRequest(Buffer.from('nope'), 'json', taker)
    expect(status).toEqual({
      code: 'INVALID_ARGUMENT',
      message: 'The request is not JSON: it begins with "nope"',
    })
    expect(taker.onSpansRefused).toHaveBeenCalledExactlyOnceWith([{ path: '', message: status!.message }], 0)
  })
})
