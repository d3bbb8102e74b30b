import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { invalidRequest } from '../../src/receiver/index.ts'
import { openReceiver } from './sockets.ts'

let opened: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  opened = await openReceiver({
    operations: {
      '/Echo': request => request,
      '/Refuse': () => {
        throw invalidRequest('Nothing is right')
      },
      '/Break': () => {
        throw new Error('secret detail')
      },
    },
    pages: { '/': () => ({ name: 'test' }) },
  })
})
afterAll(() => opened.receiver.close())

async function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const response = await fetch(opened.url + path, { method: 'POST', body, headers })
  return {
    status: response.status,
    type: response.headers.get('x-amzn-errortype'),
    body: (await response.json()) as Record<string, unknown>,
  }
}

describe('createApiServer()', () => {
  test('answers an operation with its JSON', async () => {
    expect(await post('/Echo', '{"a":[1]}')).toEqual({ status: 200, type: null, body: { a: [1] } })
  })

  test('takes an empty body for an empty request, a query, and a signature that it does not check', async () => {
    expect(
      (await post('/Echo?x=1', '', { authorization: 'AWS4-HMAC-SHA256 Credential=…'.replace('…', 'a') }))
        .body,
    ).toEqual({})
  })

  test.each([
    ['not JSON', 'nope', 400, 'The body is not JSON: it begins with "nope"'],
    ['a list', '[]', 400, 'The body is a list; it must be one JSON object'],
    ['null', 'null', 400, 'The body is null; it must be one JSON object'],
    ['lists without end', '['.repeat(100_000), 400, /^The body is not JSON/],
    [
      'over 5 MiB',
      'x'.repeat(5 * 1024 * 1024 + 1),
      413,
      'The body is over 5,242,880 bytes; send fewer documents in one call',
    ],
  ])('refuses a body that is %s', async (_name, body, status, message) => {
    const answer = await post('/Echo', body)
    expect(answer).toMatchObject({ status, type: 'InvalidRequestException' })
    expect(answer.body.Message).toMatch(message)
    expect((await post('/Echo', '{}')).status).toBe(200)
  })

  test('refuses a body over 5 MiB whose length nobody told', async () => {
    const chunk = new Uint8Array(1024 * 1024)
    let left = 6
    const body = new ReadableStream({
      pull(stream) {
        if (left-- > 0) stream.enqueue(chunk)
        else stream.close()
      },
    })
    const response = await fetch(`${opened.url}/Echo`, { method: 'POST', body, duplex: 'half' })
    expect(response.status).toBe(413)
  })

  test('refuses a compressed body', async () => {
    const answer = await post('/Echo', '{}', { 'content-encoding': 'gzip' })
    expect(answer).toMatchObject({
      status: 415,
      body: { Message: 'The body is "gzip" encoded; send it uncompressed' },
    })
  })

  test('answers what an operation refuses with its type, status and words', async () => {
    const body = { Message: 'Nothing is right' }
    expect(await post('/Refuse', '{}')).toEqual({ status: 400, type: 'InvalidRequestException', body })
    expect(opened.errors).toEqual([])
  })

  test('answers a defect with 500 and tells only its owner what it was', async () => {
    expect(await post('/Break', '{}')).toEqual({
      status: 500,
      type: 'InternalFailure',
      body: { Message: 'The request failed on a defect of this server' },
    })
    expect(opened.errors.splice(0)).toEqual([new Error('secret detail')])
  })

  test('lists what there is when asked for something else', async () => {
    expect(await post('/GetSamplingRules', '{}')).toEqual({
      status: 404,
      type: 'UnknownOperationException',
      body: {
        Message:
          'Nothing is served at /GetSamplingRules; there is POST /Echo, POST /Refuse, POST /Break, POST /v1/traces, GET /',
      },
    })
    expect((await post('/constructor', '{}')).status).toBe(404)
  })

  test('says which method a path answers to', async () => {
    const response = await fetch(`${opened.url}/Echo`)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    expect(await response.json()).toEqual({ Message: '/Echo answers to POST, not to GET' })
    expect((await post('/', '{}')).status).toBe(405)
  })

  test('goes on when a caller leaves in the middle', async () => {
    const socket = connect(opened.receiver.port, '127.0.0.1')
    await new Promise<void>(resolve => socket.once('connect', resolve))
    socket.write('POST /Echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"a":')
    await new Promise(resolve => setTimeout(resolve, 50))
    socket.destroy()
    await vi.waitFor(async () => expect((await post('/Echo', '{}')).status).toBe(200))
    expect(opened.errors).toEqual([])
  })
})
