import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Segment } from '../../src/document/index.ts'
import { unpackLayer, writeFunction } from '../fixtures/lambda-layer.ts'
import { isRuntimeBuilt, LambdaFunction } from '../fixtures/lambda-runtime.ts'
import { projectRoot } from '../fixtures/run-node.ts'

// Spans of a function that is being loaded, in AWS's own runtime clients, as docs/lambda.md has it.

const TRACE_ID = '1-6921746b-5ac69fc467c01f3a268dc236'
const HEADER = `Root=${TRACE_ID};Parent=53995c3f42cd8ad8;Sampled=1`

const LOAD_PRICES =
  "require('@opentelemetry/api').trace.getTracer('cart').startActiveSpan('load prices', span => span.end())"

describe.skipIf(!isRuntimeBuilt).each(['node24', 'node20'] as const)(
  'spans of the init phase, %s',
  client => {
    test('behind the layer are a trace by themselves, which leaves by the first answer', async () => {
      using layer = unpackLayer()
      using code = writeFunction({ 'index.js': `${LOAD_PRICES}; exports.handler = async () => 7` })
      await using lambda = await LambdaFunction.start({
        taskRoot: code.path,
        handler: 'index.handler',
        wrapper: join(layer.path, 'spanray'),
        client,
      })
      const documents = (await lambda.invoke({}, { header: HEADER })).documents as Segment[]
      const loading = documents.find(({ trace_id }) => trace_id !== TRACE_ID)
      expect(documents).toHaveLength(2)
      expect(loading).toMatchObject({ name: 'pay', subsegments: [{ name: 'load prices' }] })
      expect(loading?.parent_id).toBeUndefined()
      expect((await lambda.invoke({}, { header: HEADER })).documents).toHaveLength(1)
    })

    test('with traced() alone do not exist, as it begins to trace with the first invocation', async () => {
      using code = writeFunction({
        'index.js': `${LOAD_PRICES}
        exports.handler = require('${join(projectRoot, 'dist/lambda.cjs')}').traced(async () => 7)`,
      })
      symlinkSync(join(projectRoot, 'node_modules'), join(code.path, 'node_modules'))
      await using lambda = await LambdaFunction.start({
        taskRoot: code.path,
        handler: 'index.handler',
        client,
      })
      const { documents } = await lambda.invoke({}, { header: HEADER })
      expect(documents).toMatchObject([{ name: 'pay', trace_id: TRACE_ID }])
    })
  },
)
