import { beforeEach, describe, expect, test } from 'vitest'
import { needsInstrumented, outline, runInstrumented } from '../../fixtures/run-instrumented.ts'

beforeEach(needsInstrumented)

/** Two routers at one place, of which the first has no answer to the second's request, and errors of three kinds. */
const APP = `
const express = require('express')
const app = express()
const orders = express.Router().get('/orders/:id', (request, response) => response.send('x'))
const items = express.Router().get('/items/:id', (request, response) => response.send('x'))
app.use(function log(request, response, next) { next() })
app.use('/api', orders)
app.use('/api', items)
app.get('/throws', () => { throw new RangeError('thrown') })
app.get('/passes', (request, response, next) => setTimeout(next, 1, new RangeError('passed')))
app.get('/rejects', async (request, response, next) => {
  try { await Promise.reject(new RangeError('rejected')) } catch (error) { next(error) }
})
app.use((error, request, response, next) => response.status(500).send('no'))
`

describe.each([
  [4, 'instrumented-before'],
  [5, 'instrumented'],
] as const)('Express %i', (_, project) => {
  test('gives a segment its route, with no subsegment for its layers', async () => {
    const code = `${APP}; visit(app.listen(0, '127.0.0.1'), '/api/orders/7', '/api/items/7', '/none')`
    const { stderr, stdout, documents } = await runInstrumented(code, {}, project)
    expect({ stderr, stdout }).toEqual({
      stderr: '',
      stdout: 'HTTP/1.1 200 OK\nHTTP/1.1 200 OK\nHTTP/1.1 404 Not Found\n',
    })
    expect(documents.map(outline)).toEqual([
      { name: 'GET /api/orders/:id' },
      { name: 'GET /api/items/:id' },
      { name: expect.stringMatching(/^(GET|shop)$/) },
    ])
  })

  test('gives a segment the error that its handler failed with, once', async () => {
    const code = `${APP}; visit(app.listen(0, '127.0.0.1'), '/throws', '/passes', '/rejects')`
    const { documents } = await runInstrumented(code, {}, project)
    expect(documents.map(outline)).toEqual([
      { name: 'GET /throws', error: 'thrown' },
      { name: 'GET /passes', error: 'passed' },
      { name: 'GET /rejects', error: 'rejected' },
    ])
    for (const { cause, fault, http } of documents) {
      expect({ fault, status: http?.response?.status }).toEqual({ fault: true, status: 500 })
      expect(typeof cause === 'object' && cause.exceptions).toHaveLength(1)
    }
  })
})

test('Express 5 gives a segment what a handler rejects with', async () => {
  const code = `const app = require('express')()
    app.get('/rejects', async () => { throw new RangeError('rejected') })
    app.use((error, request, response, next) => response.status(500).send('no'))
    visit(app.listen(0, '127.0.0.1'), '/rejects')`
  const { documents } = await runInstrumented(code)
  expect(documents.map(outline)).toEqual([{ name: 'GET /rejects', error: 'rejected' }])
})
