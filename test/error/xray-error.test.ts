import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT_CONTEXT } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { traceAwsClient, traceSql, XRayError, XRaySampler, XRaySpanExporter, xray } from '../../src/index.ts'
import { traced } from '../../src/lambda/index.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const nothing = undefined as never

/** What an app may do wrong, by the code that it gets. */
const MISTAKES: Record<string, (() => unknown)[]> = {
  ERR_XRAY_AWS_CLIENT: [() => traceAwsClient(nothing)],
  ERR_XRAY_DATABASE: [() => traceSql({} as never)],
  ERR_XRAY_ENDPOINT: [
    () => new XRaySpanExporter({ endpoint: 'ftp://a' }),
    () => new XRaySampler({ endpoint: 'nowhere' }),
    () => new XRaySampler({ endpoint: 'http://localhost:99999' }),
    () => xray({ endpoint: 'nowhere:at:all' }),
  ],
  ERR_XRAY_HANDLER: [() => traced(nothing)],
  ERR_XRAY_OPTION: [() => xray({ sampler: 'sometimes' as never })],
  ERR_XRAY_SAMPLING_RULES: [
    () =>
      new XRaySampler({ endpoint: false, localRules: { version: 3 } as never }).shouldSample(
        ROOT_CONTEXT,
        '0',
        'x',
        0,
        {},
        [],
      ),
  ],
}

test.each(Object.entries(MISTAKES))('%s', (code, mistakes) => {
  for (const make of mistakes) {
    let error: unknown
    try {
      make()
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(XRayError)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ name: 'XRayError', code })
  }
})

test('docs/errors.md lists every code, and no other', () => {
  const page = readFileSync(join(projectRoot, 'docs/errors.md'), 'utf8')
  const source = readFileSync(join(projectRoot, 'src/error/xray-error.ts'), 'utf8')
  const codesIn = (text: string) => [...new Set(text.match(/ERR_XRAY_[A-Z_]+/g))].sort()
  expect(codesIn(page)).toEqual(codesIn(source))
  expect(codesIn(page)).toEqual(Object.keys(MISTAKES).sort())
})
