import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sqlSystem } from '../src/segment/sql-system.ts'
import { convertOne } from './fixtures/convert.ts'
import { endedSpan } from './fixtures/ended-span.ts'
import { projectRoot } from './fixtures/run-node.ts'

const page = readFileSync(join(projectRoot, 'docs/mapping.md'), 'utf8')

type Sketch = Parameters<typeof endedSpan>[0] & { of?: 'resource' }

const parent = '6ce834139509cc20'
const onPlatform = (platform: string): Sketch => ({
  kind: 'server',
  of: 'resource',
  attributes: { 'cloud.provider': 'aws', 'cloud.platform': platform },
})

/** The spans that the page's cases begin with. */
const GIVEN: Record<string, Sketch> = {
  server: { kind: 'server', attributes: { 'http.request.method': 'GET', 'server.address': 'shop.example' } },
  'bare server': { kind: 'server', attributes: { 'http.request.method': 'GET' } },
  client: {
    kind: 'client',
    parent,
    attributes: { 'http.request.method': 'GET', 'server.address': 'shop.example' },
  },
  'bare client': { kind: 'client', parent, attributes: { 'http.request.method': 'GET' } },
  call: { kind: 'client', parent },
  aws: { kind: 'client', parent, attributes: { 'rpc.system': 'aws-api' } },
  'failed aws': { kind: 'client', parent, status: { code: 2 }, attributes: { 'rpc.system': 'aws-api' } },
  sqs: { kind: 'client', parent, attributes: { 'rpc.system': 'aws-api', 'messaging.system': 'aws_sqs' } },
  sql: {
    kind: 'client',
    parent,
    attributes: { 'db.system.name': 'postgresql', 'server.address': 'db.internal' },
  },
  'local child': { parent },
  resource: { kind: 'server', of: 'resource' },
  ecs: onPlatform('aws_ecs'),
  ec2: onPlatform('aws_ec2'),
  eks: onPlatform('aws_eks'),
  beanstalk: onPlatform('aws_elastic_beanstalk'),
  lambda: onPlatform('aws_lambda'),
  thrown: {
    kind: 'server',
    of: 'resource',
    events: [{ name: 'exception', attributes: { 'exception.message': 'a' } }],
  },
  sdk: { kind: 'server', of: 'resource', attributes: { 'telemetry.sdk.name': 'opentelemetry' } },
}

const ROW = /^\| ([^|`]+) \| `([^`]+)` \| `(.+?)` \| `([^`]+)` \| (?:the same|`(.+?)`) \|/gm
const rows = Array.from(page.matchAll(ROW), ([, given, attribute, value, field, becomes]) => ({
  given: given!,
  attribute: attribute!,
  value: value!,
  field: field!,
  becomes: becomes ?? value!,
}))

/** The value at `a.b`, or at `a.[b.c]` where a key has a dot in it. */
function at(document: unknown, field: string): unknown {
  const keys = Array.from(
    field.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g),
    ([, bracketed, plain]) => bracketed ?? plain!,
  )
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
}

function documentOf(given: string, added: Record<string, unknown>): unknown {
  const { of, attributes = {}, ...sketch } = GIVEN[given]!
  if (of !== 'resource') {
    // A client's older method is one that has no other; so with an address.
    const others: Record<string, unknown> = { ...attributes, ...added }
    if (Object.keys(added).join() === 'http.method') delete others['http.request.method']
    return convertOne(endedSpan({ ...sketch, attributes: others }))
  }
  return convertOne(endedSpan({ ...sketch, resource: { attributes: { ...attributes, ...added } } }))
}

describe('docs/mapping.md', () => {
  test.each(rows)(
    '$given: $attribute = $value is $field = $becomes',
    ({ given, attribute, value, field, becomes }) => {
      expect(at(documentOf(given, { [attribute]: JSON.parse(value) }), field)).toEqual(JSON.parse(becomes))
    },
  )

  test('has the name further up win where two fill one field', () => {
    const texts = rows.filter(({ value, becomes }) => value === becomes && value.startsWith('"'))
    const pairs = texts.flatMap((upper, index) =>
      texts
        .slice(index + 1)
        .filter(({ given, field }) => given === upper.given && field === upper.field)
        .map(lower => [upper, lower] as const),
    )
    for (const [{ given, attribute, value, field }, lower] of pairs) {
      const both = { [attribute]: JSON.parse(value), [lower.attribute]: `z${JSON.parse(lower.value)}` }
      // A database's host is behind its name.
      const [won] = String(at(documentOf(given, both), field)).split('@')
      expect({ ...both, won }).toEqual({ ...both, won: JSON.parse(value) })
    }
    expect(pairs.length).toBeGreaterThan(50)
  })

  test('has all its rows read', () => {
    const lines = page.split('\n').filter(line => /^\| [^|]+ \| `/.test(line))
    expect(rows).toHaveLength(lines.length)
    expect(rows.length).toBeGreaterThan(150)
  })

  test('names every attribute that src/segment reads', () => {
    const folder = join(projectRoot, 'src/segment')
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.ts'),
    )
    const source = sources
      .map(file => readFileSync(join(folder, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ''))
      .join('\n')
    const read = new Set(Array.from(source.matchAll(/'([a-z][\w]*(?:\.[\w-]+)+)'/g), ([, key]) => key!))
    const named = new Set(Array.from(page.matchAll(/`([a-z][\w]*(?:\.[\w-]+)+)/g), ([, key]) => key!))
    const unnamed = [...read].filter(
      key =>
        !named.has(key) && sqlSystem(key) === undefined && !NO_ATTRIBUTES.some(pattern => pattern.test(key)),
    )
    expect(unnamed).toEqual([])
  })
})

/** What looks like an attribute in the source and is none: keys that we write, values, prefixes, and parts of others. */
const NO_ATTRIBUTES = [/^otel\./, /^exception\./, /^spanray\./, /^aws\.sqs$/]
