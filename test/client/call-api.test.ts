import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ApiConnection, callApi } from '../../src/client/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'

test('callApi() posts JSON, and gives back the answer', async () => {
  const seen: unknown[] = []
  await using server = await serveHttp(async (request, response) => {
    seen.push(request.url, request.headers['content-type'], await text(request))
    response.end('{"SamplingRuleRecords":[]}')
  })
  const connection = new ApiConnection({ url: server.url })
  const answer = await callApi(connection)('/GetSamplingRules', { NextToken: 'é' })
  expect(answer).toEqual({ SamplingRuleRecords: [] })
  expect(seen).toEqual(['/GetSamplingRules', 'application/json', '{"NextToken":"é"}'])
  await connection.close()
})

test('callApi() rejects for an answer that is no JSON', async () => {
  await using server = await serveHttp((_, response) => response.end('<html>'))
  const connection = new ApiConnection({ url: server.url })
  await expect(callApi(connection)('/TraceSegments', {})).rejects.toMatchObject({
    name: 'CallError',
    code: 'invalid_answer',
  })
  await connection.close()
})
