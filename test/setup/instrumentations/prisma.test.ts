import { beforeEach, expect, test } from 'vitest'
import { needsInstrumented, runInstrumented } from '../../fixtures/run-instrumented.ts'

beforeEach(needsInstrumented)

test("Prisma's own tracing is at work for its client as soon as that is loaded", async () => {
  // The client finds the helper by this global name, with each call.
  const { code, stderr, stdout } = await runInstrumented(
    `console.log(!!globalThis.PRISMA_INSTRUMENTATION)
     try { require('@prisma/client') } catch {}
     visit(require('http').createServer((request, response) => {
       const { helper } = globalThis.PRISMA_INSTRUMENTATION
       helper.runInChildSpan('operation', () => response.end())
       console.log(helper.isEnabled(), helper.getTraceParent())
     }), '/')`,
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^false\ntrue 00-\w{32}-\w{16}-01\n/)
})
