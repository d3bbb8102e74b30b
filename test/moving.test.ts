// Runs what docs/moving.md shows, and holds its tables to what there is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import XRaySdk from 'aws-xray-sdk-core'
import { expect, test } from 'vitest'
import type { Segment, Subsegment } from '../src/document/index.ts'
import * as spanray from '../src/index.ts'
import * as lambda from '../src/lambda/index.ts'
import { projectRoot } from './fixtures/run-node.ts'
import { runTraced } from './fixtures/run-traced.ts'

const page = readFileSync(join(projectRoot, 'docs/moving.md'), 'utf8')
const blocks = (language: string) =>
  Array.from(
    page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
    ([, code]) => code!,
  )

/** Runs a block of the page with more code behind it; what it printed, and the documents that it sent. */
async function run(code: string, flags: string[] = [], environment: NodeJS.ProcessEnv = {}) {
  const traced = await runTraced([...flags, '--eval', code], { OTEL_SERVICE_NAME: 'shop', ...environment })
  expect(traced.stderr).toBe('')
  return traced
}

const [before = '', after = '', byHand = ''] = blocks('js')
const REQUIRE = ['--require', 'spanray/register']
const CALL = "priceCart({ tier: 'gold', items: 3 })"

/** What a user looks for in the subsegment. */
function priced(documents: (Segment | Subsegment)[]) {
  const segment = documents.find(document => document.subsegments)
  const { name, annotations, metadata } = segment?.subsegments?.[0] ?? {}
  return { segment: segment?.name, name, annotations, shop: metadata?.shop }
}

test("the block of X-Ray's SDK and the one after it leave the same in the trace", async () => {
  const { documents: old } = await run(`${before}
    const segment = new AWSXRay.Segment('shop')
    AWSXRay.getNamespace().run(async () => {
      AWSXRay.setSegment(segment)
      await ${CALL}
      segment.close()
    })`)
  const { documents: now } = await run(
    `${after}
    ${CALL}`,
    REQUIRE,
  )
  expect(priced(now)).toEqual(priced(old))
  expect(priced(now)).toEqual({
    segment: 'shop',
    name: 'price cart',
    annotations: { tier: 'gold' },
    shop: { cart: { tier: 'gold', items: 3 } },
  })
})

test('the set-up by hand sends to X-Ray', async () => {
  const { documents } = await run(`${byHand}
    provider.getTracer('shop').startSpan('work').end()
    provider.shutdown()`)
  expect(documents).toMatchObject([{ subsegments: [{ name: 'work' }] }])
})

test('going back at once: the preload is off, the helpers run on', async () => {
  const code = `${after}
    ${CALL}.then(price => console.log(price))`
  const { stdout, documents } = await run(code, REQUIRE, { AWS_XRAY_SDK_ENABLED: 'false' })
  expect({ stdout, documents }).toEqual({ stdout: '21\n', documents: [] })
})

test('the commands are those of the README', () => {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')
  for (const line of blocks('sh').join('').trim().split('\n'))
    expect(readme).toContain(line.replace(/^[A-Z_]+=\w+ /, ''))
})

/** The rows of the table with this head, as the words in backticks of either column. */
function rows(head: string): { left: string[]; right: string[] }[] {
  const table = page.slice(page.indexOf(head)).split('\n\n', 1)[0] ?? ''
  return table
    .split('\n')
    .slice(2)
    .map(line => line.split(' | '))
    .map(([left = '', right = '']) => ({ left: words(left), right: words(right) }))
}

const words = (text: string) => Array.from(text.matchAll(/`([^`]+)`/g), ([, word]) => word!)
const called = (texts: string[]) => texts.flatMap(text => /^(\w+)\(/.exec(text)?.[1] ?? [])

/** Of packages that this project does not install. */
const ELSEWHERE = ['captureFetchGlobal', 'capturePostgres', 'captureMySQL', 'recordException', 'setStatus']

/** Of its segments. */
const OF_SEGMENTS = ['addError', 'addFaultFlag']

test.each(["| X-Ray's SDK | spanray |", "| Powertools' Tracer | spanray |"])(
  'every function of spanray in the table %s is there',
  head => {
    const functions = called(rows(head).flatMap(({ right }) => right)).filter(
      name => !ELSEWHERE.includes(name),
    )
    expect(functions.length).toBeGreaterThan(4)
    for (const name of functions) expect({ ...spanray, ...lambda }).toHaveProperty(name)
  },
)

test("every function of X-Ray's SDK in its table is there", () => {
  const texts = rows("| X-Ray's SDK | spanray |").flatMap(({ left }) => left)
  for (const name of called(texts).filter(name => ![...ELSEWHERE, ...OF_SEGMENTS].includes(name)))
    expect(XRaySdk).toHaveProperty(name)
  for (const name of OF_SEGMENTS) expect(XRaySdk.Segment.prototype).toHaveProperty(name)
  for (const [, name] of texts.join().matchAll(/middleware\.(\w+)/g))
    expect(XRaySdk.middleware).toHaveProperty(name!)
})

test('every variable that does something is in the settings', () => {
  const settings = readFileSync(join(projectRoot, 'docs/settings.md'), 'utf8')
  const variables = page.matchAll(/`((?:OTEL|AWS_XRAY|SPANRAY|POWERTOOLS_TRACER)_[A-Z_]+)/g)
  const nothing = ['AWS_XRAY_CONTEXT_MISSING', 'AWS_XRAY_MANUAL_MODE', 'AWS_XRAY_DEBUG_MODE']
  const others = [
    'OTEL_AWS_APPLICATION_SIGNALS_ENABLED',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ]
  for (const name of new Set(Array.from(variables, ([, name]) => name!)))
    if (![...nothing, ...others].includes(name)) expect(settings).toContain(name)
})
