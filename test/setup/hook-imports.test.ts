import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Segment, Subsegment } from '../../src/document/index.ts'
import { projectRoot } from '../fixtures/run-node.ts'
import { runTraced } from '../fixtures/run-traced.ts'

const app = (name: string) => join(projectRoot, 'test/fixtures/apps/esm', name)

test.each([
  ['--require', ['--require', 'spanray/register'], {}],
  ['--import', ['--import', 'spanray/register'], {}],
  ['NODE_OPTIONS', [], { NODE_OPTIONS: '--require spanray/register' }],
  ['both', ['--require', 'spanray/register', '--import', 'spanray/register'], {}],
])('an ES module that imports Express is traced in full, and once, by %s', async (_, flags, environment) => {
  const { code, stdout, stderr, documents } = await runTraced([...flags, app('express.mjs')], environment)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.match(/Root=1-/g)).toHaveLength(3)
  const servers = documents.filter(document => document.http?.request?.client_ip)
  const clients = documents.filter(document => !servers.includes(document))
  expect(servers.map(nameOf)).toEqual(Array(3).fill('GET /orders/:id'))
  expect(clients.map(({ subsegments }) => subsegments?.length)).toEqual([1, 1, 1])
})

/** The route is known by Express alone. */
const nameOf = ({ metadata }: Segment | Subsegment) => metadata?.default?.['otel.span.name']
