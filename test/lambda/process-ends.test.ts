import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Folder, unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import { isRuntimeBuilt, LambdaFunction, needsRuntime } from '../fixtures/lambda-runtime.ts'
import { projectRoot } from '../fixtures/run-node.ts'

// What docs/lambda.md says of a process that ends in the midst of an invocation, in AWS's own runtime clients.

const HEADER = 'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1'

/** Ends the process as the event says; without an event it answers. */
const HANDLER = `async ({ end }) => {
  if (end === 'exit') process.exit(3)
  if (end === 'crash') setTimeout(() => { throw new RangeError('no cart') })
  if (end === 'rejection') Promise.reject(new RangeError('no cart'))
  if (end) await new Promise(resolve => setTimeout(resolve, 60_000))
}`

const OPEN = { name: 'pay', in_progress: true }
const WHOLE = {
  name: 'pay',
  fault: true,
  cause: { exceptions: [{ message: 'no cart', type: 'RangeError' }] },
}

let layer: Folder

beforeAll(() => {
  if (isRuntimeBuilt) layer = unpackLayer()
})
afterAll(() => layer?.[Symbol.dispose]())

beforeEach(needsRuntime)

describe.concurrent.each([
  ['exit', 'node24', OPEN],
  ['exit', 'node20', OPEN],
  ['crash', 'node24', WHOLE],
  ['crash', 'node20', OPEN],
  ['rejection', 'node24', WHOLE],
  ['rejection', 'node20', OPEN],
] as const)('%s in a handler, %s', (end, client, document) => {
  /** What came of the invocation in which the process ended: the first, or the second. */
  async function documentsOf(source: string, isWarm: boolean, wrapper?: string) {
    using code = writeFunction({ 'index.js': source })
    await using lambda = await LambdaFunction.start({
      taskRoot: code.path,
      handler: 'index.handler',
      wrapper,
      client,
    })
    if (isWarm) expect((await lambda.invoke({}, { header: HEADER })).documents).toHaveLength(1)
    const { documents } = await lambda.invoke({ end }, { header: HEADER })
    // The client of Node.js 20 reports the error before it ends the process.
    await lambda.invoke({}, { header: HEADER }).then(next => documents.push(...next.documents))
    await lambda.ended()
    return documents
  }

  test.each([false, true])('behind the layer, warm: %s', async isWarm => {
    const documents = await documentsOf(`exports.handler = ${HANDLER}`, isWarm, join(layer.path, 'spanray'))
    expect(documents).toMatchObject([document])
    if (document === WHOLE) expect(documents[0]?.in_progress).toBeUndefined()
  })

  test.each([false, true])('with traced() alone, warm: %s', async isWarm => {
    const traced = `require('${join(projectRoot, 'dist/lambda.cjs')}').traced`
    expect(await documentsOf(`exports.handler = ${traced}(${HANDLER})`, isWarm)).toEqual([])
  })
})
