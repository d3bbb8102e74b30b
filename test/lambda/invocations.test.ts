import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Segment, Subsegment } from '../../src/document/index.ts'
import { type Folder, unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import { type Document, isRuntimeBuilt, LambdaFunction, needsRuntime } from '../fixtures/lambda-runtime.ts'
import { projectRoot } from '../fixtures/run-node.ts'
import { EVENTS } from './event/events.ts'

// Invocations in AWS's own runtime client, behind the layer: which trace each is in, and that nothing is lost.

const TRACE_ID = '1-6921746b-5ac69fc467c01f3a268dc236'
const PARENT_ID = '53995c3f42cd8ad8'
const HEADER = `Root=${TRACE_ID};Parent=${PARENT_ID};Sampled=1`
const CALLER_TRACE_ID = '1-5759e988-bd862e3fe1be46a994272793'
const CALLER_ID = 'b0a1c2d3e4f50617'

const SOURCE = 'export const handler = async event => ({ statusCode: 200 })'

/** An ES module does not look in NODE_PATH. */
const IMPORT_API = `import { createRequire } from 'node:module'
      const { trace } = createRequire(import.meta.url)('@opentelemetry/api')`

let layer: Folder

beforeAll(() => {
  if (isRuntimeBuilt) layer = unpackLayer()
})
afterAll(() => layer?.[Symbol.dispose]())

async function start(source: string, environment: NodeJS.ProcessEnv = {}) {
  const code = writeFunction({ 'index.mjs': source })
  const lambda = await LambdaFunction.start({
    taskRoot: code.path,
    handler: 'index.handler',
    wrapper: join(layer.path, 'spanray'),
    environment,
  })
  return Object.assign(lambda, { code })
}

/** The rows of the table in docs/lambda.md. */
const ROWS = readFileSync(join(projectRoot, 'docs/lambda.md'), 'utf8')
  .split('\n')
  .filter(line => /^\| (active|pass-through) \|/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, mode, gives, ...cells]) => ({ mode, gives, cells: cells.slice(0, 3) }))

const CALLERS = [
  undefined,
  `Root=${CALLER_TRACE_ID};Parent=${CALLER_ID};Sampled=1`,
  `Root=${CALLER_TRACE_ID};Parent=${CALLER_ID};Sampled=0`,
]

function given(words: string): string {
  const parts = [`Root=${TRACE_ID}`]
  if (words.includes('Parent')) parts.push(`Parent=${PARENT_ID}`)
  const sampled = /Sampled=\d/.exec(words)?.[0]
  return [...parts, ...(sampled ? [sampled] : [])].join(';')
}

/** What a cell of the table says, as what must be so of the documents. */
const MEANINGS: Record<string, (documents: Document[]) => void> = {
  "in Lambda's segment": documents => expectSubsegment(documents, false),
  "in Lambda's segment, with a link": documents => expectSubsegment(documents, true),
  "in the segment of Lambda's caller": documents => expectSubsegment(documents, false),
  "in the segment of Lambda's caller, with a link": documents => expectSubsegment(documents, true),
  'a segment under the caller': documents => expectSegment(documents, CALLER_TRACE_ID, CALLER_ID),
  'a segment of its own in that trace': documents => expectSegment(documents, TRACE_ID, undefined),
  nothing: documents => expect(documents).toEqual([]),
}

function expectSubsegment(documents: Document[], hasLink: boolean): void {
  expect(documents).toHaveLength(1)
  const [document] = documents as [Subsegment & { links?: { trace_id: string }[] }]
  expect(document).toMatchObject({ type: 'subsegment', trace_id: TRACE_ID, parent_id: PARENT_ID })
  expect(document.links?.map(link => link.trace_id)).toEqual(hasLink ? [CALLER_TRACE_ID] : undefined)
}

function expectSegment(documents: Document[], traceId: string, parentId: string | undefined): void {
  expect(documents).toHaveLength(1)
  const [document] = documents as [Segment]
  expect(document).toMatchObject({ name: 'pay', trace_id: traceId, origin: 'AWS::Lambda::Function' })
  expect([document.parent_id, 'type' in document]).toEqual([parentId, false])
}

describe('an invocation', () => {
  beforeEach(needsRuntime)

  test('is in the trace that docs/lambda.md says, in every cell of its table', async () => {
    await using lambda = await start(SOURCE)
    using _ = lambda.code
    expect(ROWS).toHaveLength(6)
    for (const { cells, gives, mode } of ROWS) {
      for (const [column, cell] of cells.entries()) {
        const caller = CALLERS[column]
        const event = { requestContext: { http: { method: 'GET' } }, headers: { 'x-amzn-trace-id': caller } }
        const { documents } = await lambda.invoke(event, { header: given(gives!) })
        expect(MEANINGS[cell], cell).toBeDefined()
        try {
          MEANINGS[cell]!(documents)
        } catch (error) {
          throw new Error(`${mode}, ${gives}, ${caller}: not '${cell}'`, { cause: error })
        }
      }
    }
  })

  test('that Lambda does not sample is decided anew with SPANRAY_LAMBDA_UNSAMPLED=record', async () => {
    await using lambda = await start(SOURCE, { SPANRAY_LAMBDA_UNSAMPLED: 'record' })
    using _ = lambda.code
    const { documents } = await lambda.invoke({}, { header: HEADER.replace('Sampled=1', 'Sampled=0') })
    expectSegment(documents, TRACE_ID, undefined)
  })

  test('of any kind of event is told of, in the trace that the event names', async () => {
    await using lambda = await start(SOURCE)
    using _ = lambda.code
    for (const [kind, { carriers, clientContext, event, trigger }] of Object.entries(EVENTS)) {
      const { documents } = await lambda.invoke(event, { clientContext })
      expect(documents, kind).toHaveLength(1)
      const [document] = documents as [Segment]
      const isCalled = Object.keys(carriers[0] ?? {}).length > 0
      expect([document.trace_id === CALLER_TRACE_ID, document.parent_id], kind).toEqual(
        isCalled ? [true, CALLER_ID] : [false, undefined],
      )
      expect(document.metadata?.default, kind).toMatchObject({ 'faas.trigger': trigger })
      if (trigger === 'http' && document.http) expect(document.http.response?.status, kind).toBe(200)
    }
  })

  test('of a batch is linked to the trace of each message', async () => {
    await using lambda = await start(SOURCE)
    using _ = lambda.code
    const { documents } = await lambda.invoke(EVENTS['SQS, a batch']!.event, { header: HEADER })
    expect(documents).toMatchObject([
      {
        trace_id: TRACE_ID,
        links: [
          { trace_id: CALLER_TRACE_ID, id: CALLER_ID },
          { trace_id: '1-5759e989-aaaaaaaaaaaaaaaaaaaaaaaa' },
        ],
      },
    ])
  })

  test('carries the lineage that Lambda gave on to what it calls', async () => {
    await using lambda = await start(`import { createServer, get } from 'node:http'
      export const handler = async () => {
        const server = createServer((request, response) => response.end(request.headers['x-amzn-trace-id']))
        await new Promise(resolve => server.listen(0, resolve))
        const text = await new Promise(resolve => get({ port: server.address().port }, response => response.on('data', resolve)))
        server.closeAllConnections(); server.close()
        return String(text) }`)
    using _ = lambda.code
    const { payload } = await lambda.invoke({}, { header: `${HEADER};Lineage=25:a87bd80c:1` })
    expect(payload).toMatch(
      new RegExp(`^Root=${TRACE_ID};Parent=[0-9a-f]{16};Sampled=1;Lineage=25:a87bd80c:1$`),
    )
  })

  test('that runs into its deadline is told of, with what was open in it', async () => {
    await using lambda = await start(`${IMPORT_API}
      export const handler = async () => {
        trace.getTracer('cart').startActiveSpan('price cart', span => { setTimeout(() => span.end(), 60_000) })
        await new Promise(resolve => setTimeout(resolve, 60_000)) }`)
    using _ = lambda.code
    void lambda.invoke({}, { header: HEADER, timeoutMillis: 3000 })
    await lambda.arrived(2)
    expect(lambda.documents.map(({ in_progress, name }) => [name, in_progress]).sort()).toEqual([
      ['pay', true],
      ['price cart', true],
    ])
  })

  test('that answers after its last warning is told of in full', async () => {
    await using lambda = await start(
      'export const handler = async () => { await new Promise(resolve => setTimeout(resolve, 500)); return 7 }',
    )
    using _ = lambda.code
    const { documents, payload } = await lambda.invoke({}, { header: HEADER, timeoutMillis: 120 })
    expect(payload).toBe(7)
    expect(documents.map(({ id, in_progress }) => [id, in_progress])).toEqual([
      [documents[0]?.id, true],
      [documents[0]?.id, undefined],
    ])
  })

  test('leaves work that goes on after the answer told of, and whole once it has ended', async () => {
    await using lambda = await start(`${IMPORT_API}
      export const handler = async ({ wait }) => {
        if (wait) return new Promise(resolve => setTimeout(resolve, wait))
        trace.getTracer('cart').startActiveSpan('mail', span => { setTimeout(() => span.end(), 5) })
        return 7 }`)
    using _ = lambda.code
    const first = await lambda.invoke({}, { header: HEADER })
    const mail = first.documents.find(({ name }) => name === 'mail')
    expect(mail).toMatchObject({ in_progress: true, trace_id: TRACE_ID })
    const { documents } = await lambda.invoke({ wait: 200 })
    const whole = [...first.documents, ...documents].find(({ id, end_time }) => id === mail?.id && end_time)
    expect(whole).toMatchObject({ name: 'mail', trace_id: TRACE_ID })
  })

  test('keeps its trace to itself among 200 at once in one process', async () => {
    const source = `${IMPORT_API}
      const pause = () => new Promise(resolve => setTimeout(resolve, Math.random() * 20))
      export const handler = async ({ id }) => {
        await pause()
        await trace.getTracer('cart').startActiveSpan('price ' + id, async span => { await pause(); span.end() })
        await pause()
        return id }`
    await using lambda = await start(source, {
      AWS_LAMBDA_MAX_CONCURRENCY: '200',
      AWS_LAMBDA_NODEJS_WORKER_COUNT: '1',
    })
    using _ = lambda.code
    const ids = Array.from({ length: 200 }, (_, index) => index)
    const traceIdOf = (id: number) => `1-6921746b-${String(id).padStart(24, '0')}`
    const answers = await Promise.all(
      ids.map(id => lambda.invoke({ id }, { header: `Root=${traceIdOf(id)};Parent=${PARENT_ID};Sampled=1` })),
    )
    await lambda.collect()
    const documents = [...answers.flatMap(answer => answer.documents), ...lambda.documents] as Subsegment[]
    expect(answers.map(({ payload }) => payload)).toEqual(ids)
    const names = (each: { name: string; subsegments?: Subsegment[] }): string[] => [
      each.name,
      ...(each.subsegments ?? []).flatMap(names),
    ]
    for (const id of ids) {
      const own = documents.filter(document => document.trace_id === traceIdOf(id))
      expect(own.flatMap(names).sort()).toEqual(['pay', `price ${id}`])
    }
    expect(documents.every(({ trace_id }) => ids.some(id => trace_id === traceIdOf(id)))).toBe(true)
  })
})
