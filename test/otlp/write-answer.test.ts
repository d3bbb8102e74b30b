import { describe, expect, test } from 'vitest'
import { writeExportResponse, writeStatus } from '../../src/otlp/index.ts'
import { messageType } from '../fixtures/trace-request-type.ts'

const decode = (name: string, bytes: Uint8Array) => messageType(name).decode(bytes).toJSON()

describe('writeExportResponse()', () => {
  test('says nothing when all was taken', () => {
    expect(writeExportResponse('json', 0, '').toString()).toBe('{}')
    expect(writeExportResponse('protobuf', 0, '').length).toBe(0)
  })

  test('says how many spans were refused, and why', () => {
    const partialSuccess = { rejectedSpans: '300', errorMessage: 'spans[0] is 7' }
    expect(JSON.parse(writeExportResponse('json', 300, 'spans[0] is 7').toString())).toEqual({
      partialSuccess,
    })
    const bytes = writeExportResponse('protobuf', 300, 'spans[0] is 7')
    expect(decode('ExportTraceServiceResponse', bytes)).toEqual({ partialSuccess })
  })
})

describe('writeStatus()', () => {
  test('says what was wrong', () => {
    const status = { code: 'INVALID_ARGUMENT', message: 'The request is empty' } as const
    expect(JSON.parse(writeStatus('json', status).toString())).toEqual({ code: 3, message: status.message })
    expect(decode('RpcStatus', writeStatus('protobuf', status))).toEqual({ code: 3, message: status.message })
  })

  test('says when to come again', () => {
    const status = { code: 'UNAVAILABLE', message: 'full', retryAfterSeconds: 2 } as const
    const type = 'type.googleapis.com/google.rpc.RetryInfo'
    expect(JSON.parse(writeStatus('json', status).toString())).toEqual({
      code: 14,
      message: 'full',
      details: [{ '@type': type, retryDelay: '2s' }],
    })
    const { details } = decode('RpcStatus', writeStatus('protobuf', status)) as {
      details: [{ typeUrl: string; value: string }]
    }
    expect(details[0].typeUrl).toBe(type)
    expect(decode('RetryInfo', Buffer.from(details[0].value, 'base64'))).toEqual({
      retryDelay: { seconds: '2' },
    })
  })
})
