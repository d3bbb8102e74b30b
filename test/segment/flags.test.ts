import { describe, expect, test } from 'vitest'
import { convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const ERROR = 2

/** Only what the document says. */
function flagsOf({ error, throttle, fault }: { error?: boolean; throttle?: boolean; fault?: boolean }) {
  return JSON.parse(JSON.stringify({ error, throttle, fault }))
}

const call = (attributes: Record<string, unknown>, code = ERROR, exceptionType?: string) =>
  flagsOf(
    convertSubsegment(
      endedSpan({
        kind: 'client',
        parent: '6ce834139509cc20',
        status: { code },
        attributes,
        events: exceptionType ? [{ name: 'exception', attributes: { 'exception.type': exceptionType } }] : [],
      }),
    ),
  )

describe('writeFlags()', () => {
  test.each([
    [200, 0, {}],
    [301, 0, {}],
    [404, 0, { error: true }],
    [404, ERROR, { error: true }],
    [429, 0, { error: true, throttle: true }],
    [500, 0, { fault: true }],
    [599, 0, { fault: true }],
    [600, 0, {}],
    [499, 0, { error: true }],
    [400, 0, { error: true }],
    [399, 0, {}],
    [200, 1, {}],
    [200, ERROR, { fault: true }],
    [undefined, ERROR, { fault: true }],
    [undefined, 0, {}],
  ])('makes of HTTP status %s and span status %s %j', (status, code, flags) => {
    for (const key of ['http.response.status_code', 'http.status_code']) {
      const span = endedSpan({ kind: 'server', status: { code }, attributes: { [key]: status } })
      expect(flagsOf(convertOne(span))).toEqual(flags)
    }
  })

  const error = { error: true }
  const fault = { fault: true }
  const throttle = { error: true, throttle: true }

  test.each<[number | string, object]>([
    ...[1, 3, 5, 6, 7, 9, 11, 16].map((code): [number, object] => [code, error]),
    ...[2, 4, 12, 13, 14, 15].map((code): [number, object] => [code, fault]),
    [8, throttle],
    ['8', throttle],
    ['RESOURCE_EXHAUSTED', throttle],
    ['not_found', error],
    [0, {}],
    [10, {}],
  ])('makes of gRPC status %s %j', (status, flags) => {
    expect(call({ 'rpc.system': 'grpc', 'rpc.grpc.status_code': status }, 0)).toEqual(flags)
    expect(call({ 'rpc.system.name': 'grpc', 'rpc.response.status_code': status }, 0)).toEqual(flags)
  })

  test.each([
    ['ThrottlingException', { error: true, throttle: true }],
    ['ProvisionedThroughputExceededException', { error: true, throttle: true }],
    ['ResourceNotFoundException', { error: true }],
    ['ConditionalCheckFailedException', { error: true }],
    ['InternalServerError', { fault: true }],
    ['EC2ThrottledException', { error: true, throttle: true }],
    ['NotThrottlingException', { fault: true }],
    ['NoAccessDenied', { fault: true }],
    ['EntityAlreadyExists', { error: true }],
    ['MalformedPolicyDocumentException', { fault: true }],
    ['ECONNREFUSED', { fault: true }],
    ['5xx', { fault: true }],
  ])('makes of the AWS error %s %j', (type, flags) => {
    expect(call({ 'rpc.system': 'aws-api' }, ERROR, type)).toEqual(flags)
    expect(call({ 'rpc.system': 'aws-api', 'error.type': type })).toEqual(flags)
  })

  test('knows a throttled AWS call by its error where the HTTP status is 400', () => {
    const answer = { 'rpc.system': 'aws-api', 'http.response.status_code': 400, 'error.type': '400' }
    expect(call(answer, ERROR, 'ThrottlingException')).toEqual({ error: true, throttle: true })
    expect(call(answer, ERROR, 'ValidationException')).toEqual({ error: true })
  })

  test('takes a failed AWS call that says no more for a fault', () => {
    expect(call({ 'rpc.system': 'aws-api' })).toEqual({ fault: true })
    const nameless = { status: { code: ERROR }, attributes: { 'rpc.system': 'aws-api' } }
    const span = endedSpan({ kind: 'client', parent: '6ce834139509cc20', ...nameless })
    expect(flagsOf(convertSubsegment({ ...span, events: [{ name: 'exception' }] }))).toEqual({ fault: true })
  })

  test('asks the error of an AWS call alone, and of one that failed', () => {
    expect(call({}, ERROR, 'ThrottlingException')).toEqual({ fault: true })
    expect(call({ 'rpc.system': 'aws-api' }, 0, 'ThrottlingException')).toEqual({})
    const answer = { 'rpc.system': 'aws-api', 'http.response.status_code': 400 }
    expect(call(answer, 0, 'ThrottlingException')).toEqual({ error: true })
  })

  test('asks the last exception of an AWS call, and its attribute before that', () => {
    const span = endedSpan({
      kind: 'client',
      parent: '6ce834139509cc20',
      status: { code: ERROR },
      attributes: { 'rpc.system': 'aws-api' },
      events: [
        { name: 'exception', attributes: { 'exception.type': 'ThrottlingException' } },
        { name: 'exception', attributes: { 'exception.type': 'ValidationException' } },
        { name: 'retry', attributes: { 'exception.type': 'InternalServerError' } },
      ],
    })
    expect(flagsOf(convertSubsegment(span))).toEqual({ error: true })
    const coded = {
      'rpc.system': 'aws-api',
      'aws.error.code': 'SlowDown',
      'error.type': 'ValidationException',
    }
    expect(call(coded, ERROR, 'AccessDenied')).toEqual({ error: true, throttle: true })
    for (const type of ['E400', '4xx']) {
      const typed = { 'rpc.system': 'aws-api', 'error.type': type }
      expect(call(typed, ERROR, 'SlowDown')).toEqual({ fault: true })
    }
  })

  test('takes no notice of an exception alone', () => {
    expect(call({}, 0, 'TypeError')).toEqual({})
  })
})
