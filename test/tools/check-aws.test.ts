import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

interface Case {
  rule: string
  source: string
  documents: object[]
  expect: { in: string; is: unknown }
}
interface Result extends Case {
  verdict: 'as expected' | 'otherwise' | 'not answered'
  value?: unknown
  unanswered?: string
}

const readText = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const cases = JSON.parse(readText('test/cases/inferred.json')) as Case[]

/** What a local X-Ray does otherwise than X-Ray is expected to, on purpose. */
const OTHERWISE: Readonly<Record<string, unknown>> = {
  // Who looks for what has gone wrong wants to see all that was sent.
  'a field that nobody knows is removed': 1,
  // There is no reason to on a desk.
  '`GetTraceSummaries` refuses more than six hours': 'answered',
}

describe('`npm run check-aws`, put to `spanray local`', () => {
  let xray: LocalXRay
  let results: Result[]
  beforeAll(async () => {
    xray = await createLocalXRay({ port: 0 })
    const options = ['--endpoint', `http://127.0.0.1:${xray.port}`, '--wait', '0', '--json']
    const { stdout } = await runNode(['tools/check-aws.mjs', ...options])
    results = JSON.parse(stdout)
  })
  afterAll(() => xray.close())

  test.for(cases.map(({ rule }, index) => [rule, index] as const))('%s', ([rule, index], { skip }) => {
    const { unanswered, value, verdict } = results[index]!
    skip(verdict === 'not answered', `spanray local does not answer it yet: ${unanswered?.slice(0, 80)}`)
    if (Object.hasOwn(OTHERWISE, rule)) expect(value).toEqual(OTHERWISE[rule])
    else expect({ verdict, value }).toMatchObject({ verdict: 'as expected' })
  })
})

describe('the cases', () => {
  test('have one for each rule of docs/mapping.md that is inferred', () => {
    const rows = readText('docs/mapping.md').matchAll(/^\| .+ \| `([^`]+)` \| [^|]+ \| inferred \|$/gm)
    const fields = new Set(Array.from(rows, ([, field]) => field!.split('.').at(-1)!))
    const ofMapping = cases.filter(({ source }) => source === 'docs/mapping.md')
    const sent = JSON.stringify(ofMapping.map(({ documents }) => documents))
    expect(fields.size).toBeGreaterThan(15)
    expect([...fields].filter(field => !sent.includes(`"${field}":`))).toEqual([])
  })

  test('each have a rule of their own', () => {
    expect(new Set(cases.map(({ rule }) => rule)).size).toBe(cases.length)
  })

  test('are in docs/seen-in-aws.md, as `npm run check-aws -- --dry-run` writes it', async () => {
    const { pageOf } = await import(String(new URL('../../tools/check-aws/page.mjs', import.meta.url)))
    const page = readText('docs/seen-in-aws.md')
    expect(pageOf(cases, page)).toBe(page)
    const seen = cases.map((each, index) => ({
      ...each,
      outcome: index === 0 ? { seen: 'is `7`', date: '2026-11-28' } : undefined,
    }))
    const later = pageOf(seen, page)
    expect(later).toContain('| is `7` | 2026-11-28 |')
    expect(pageOf(cases, later)).toBe(later)
  })
})
