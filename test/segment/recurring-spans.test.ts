import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conversionSettings } from '../../src/segment/conversion-settings.ts'
import type { DocumentScope } from '../../src/segment/document-scope.ts'
import { type ConversionOptions, type EndedSpan, spansToDocuments } from '../../src/segment/index.ts'
import { RecurringSpans } from '../../src/segment/recurring-spans.ts'
import { resourceText } from '../../src/segment/resource.ts'
import { spanTree } from '../../src/segment/span-tree.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const shop = { attributes: { 'service.name': 'shop', tier: 'gold' } }
const stock = { attributes: { 'service.name': 'stock' } }
const scopeOf = (options: ConversionOptions = {}, user?: string): DocumentScope => {
  return { settings: conversionSettings(options), user, repeated: undefined, annotationsLeft: 50 }
}
const SCOPE = scopeOf()
const MEMBERS = Buffer.from('"namespace":"remote"')

/** The first of a name is only noted. */
function keepTwice(recurring: RecurringSpans, ...what: Parameters<RecurringSpans['keep']>): void {
  recurring.keep(...what)
  recurring.keep(...what)
}

const nodeOf = (span: EndedSpan) => spanTree([span], true)[0]!
const query = (text: string, more: Parameters<typeof endedSpan>[0] = {}) =>
  endedSpan({
    name: 'SELECT',
    kind: 'client',
    parent: '1'.repeat(16),
    attributes: { 'db.system.name': 'mysql', 'db.query.text': text },
    ...more,
  })

test('spansToDocuments() writes a span as if it had never seen one like it', () => {
  const value = fc.constantFrom<unknown>(
    'GET',
    'GET ',
    'gold',
    'long '.repeat(60),
    '200',
    200,
    404,
    0,
    -0,
    true,
    NaN,
    null,
    ['GET'],
    {},
  )
  const key = fc.constantFrom(
    'http.request.method',
    'http.response.status_code',
    'url.full',
    'server.address',
    'db.system.name',
    'db.namespace',
    'rpc.system',
    'enduser.id',
    'aws.local.service',
    'aws.xray.sampling_rule_name',
    'tier',
    'aws.xray.annotations',
    'aws.xray.traced',
    'aws.xray.inprogress',
    'aws.span.kind',
  )
  const sketch = fc.record({
    name: fc.constantFrom('GET', 'SELECT'),
    kind: fc.constantFrom('internal', 'client', 'server'),
    attributes: fc.dictionary(key, value, { maxKeys: 3 }),
    resource: fc.constantFrom(shop, shop, stock),
    status: fc.constantFrom({ code: 0 }, { code: 2 }, { code: 2, message: 'refused' }),
    events: fc.constantFrom([], [], [{ name: 'exception', attributes: { 'exception.message': 'refused' } }]),
    links: fc.constantFrom([], [], [{ context: { traceId: '2'.repeat(32), spanId: '3'.repeat(16) } }]),
  })
  const choices = fc.constantFrom(
    {},
    { indexedAttributes: ['tier', 'url.full', 'otel.resource.tier'] },
    { indexedAttributes: ['*'] },
    { tracedHosts: ['gold'] },
    { maxDocumentBytes: 2500 },
  )
  // Of few, so that they come again, here and there in a trace.
  const sketches = fc.array(sketch, { minLength: 2, maxLength: 4 })
  const place = fc.record({ which: fc.nat({ max: 3 }), parent: fc.option(fc.nat({ max: 4 })) })
  const batch = fc.array(place, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(
      sketches,
      fc.array(batch, { minLength: 2, maxLength: 8 }),
      choices,
      (some, batches, options) => {
        for (const places of batches) {
          const id = (index: number) => `${index + 1}`.repeat(16)
          const spans = places.map(({ which, parent }, index) =>
            endedSpan({
              ...some[which % some.length],
              id: id(index),
              parent: parent === null ? undefined : id(Math.min(parent, index)),
            } as object),
          )
          const texts = (choice: object) => spansToDocuments(spans, choice).documents.map(({ text }) => text)
          expect(texts(options)).toEqual(texts({ ...options }))
        }
      },
    ),
    { numRuns: 300 },
  )
})

const textsOf = (spans: readonly EndedSpan[], options: ConversionOptions) =>
  spansToDocuments(spans, options).documents.map(({ text }) => text)

test('what the segment around a local root says is missing in that root alone', () => {
  const attributes = { 'aws.xray.sampling_rule_name': 'Default' }
  const root = endedSpan({ attributes })
  const below = endedSpan({ attributes, parent: '1'.repeat(16) })
  const options = {}
  expect(textsOf([root, root], options).join()).not.toContain('"aws.xray.sampling_rule_name"')
  expect(textsOf([below], options).join()).toContain('"aws.xray.sampling_rule_name"')
  expect(textsOf([root], options)).toEqual(textsOf([root], {}))
})

test('the long name of a user stands in no other trace', () => {
  const root = endedSpan({ id: '1'.repeat(16) })
  const below = endedSpan({ parent: '1'.repeat(16), attributes: { 'enduser.id': 'grace'.repeat(60) } })
  const options = {}
  for (let count = 0; count < 3; count++) expect(textsOf([root, below], options).join()).toContain('grace')
  expect(textsOf([root], options).join()).not.toContain('grace')
  expect(textsOf([root, below], options)).toEqual(textsOf([root, below], {}))
})

test('finds what a span comes to that says the same as one before', () => {
  const recurring = new RecurringSpans()
  expect(recurring.find(nodeOf(query('SELECT 1')), SCOPE)).toBeUndefined()
  keepTwice(recurring, nodeOf(query('SELECT 1')), 'shop', () => MEMBERS, SCOPE)
  expect(recurring.find(nodeOf(query('SELECT 1')), SCOPE)).toMatchObject({ name: 'shop', members: MEMBERS })
})

test.each<[string, Parameters<typeof endedSpan>[0]]>([
  ['another name', { name: 'INSERT' }],
  ['another kind', { kind: 'producer' }],
  ['another status', { status: { code: 2 } }],
  ['another text', { attributes: { 'db.system.name': 'mysql', 'db.query.text': 'SELECT 2' } }],
  ['another attribute', { attributes: { 'db.system': 'mysql', 'db.query.text': 'SELECT 1' } }],
  ['one attribute more', { attributes: { 'db.system.name': 'mysql', 'db.query.text': 'SELECT 1', port: 1 } }],
  ['an event', { events: [{ name: 'retry' }] }],
])('does not find it for %s', (_, difference) => {
  const recurring = new RecurringSpans()
  keepTwice(recurring, nodeOf(query('SELECT 1')), 'shop', () => MEMBERS, SCOPE)
  expect(recurring.find(nodeOf(query('SELECT 1', difference)), SCOPE)).toBeUndefined()
})

test.each<[string, Parameters<typeof endedSpan>[0], string?]>([
  ['a user', { attributes: { 'user.id': 'ada' } }],
  ['a list, which may change', { attributes: { tables: ['carts'] } }],
  ['annotations of its own', { attributes: { 'aws.xray.annotations': 'tier' } }],
  ['an attribute that is indexed', { attributes: { tier: 'gold' } }, 'tier'],
  ['any attribute, where all are indexed', { attributes: { tier: 'gold' } }, '*'],
  ['a long text', { attributes: { note: 'x'.repeat(5000) } }],
  ['a long name', { name: 'x'.repeat(5000) }],
])('keeps nothing of a span with %s', (_, sketch, indexed) => {
  const recurring = new RecurringSpans()
  const span = query('', sketch)
  keepTwice(
    recurring,
    nodeOf(span),
    'shop',
    () => MEMBERS,
    scopeOf({ indexedAttributes: indexed ? [indexed] : [] }),
  )
  expect(recurring.find(nodeOf(span), SCOPE)).toBeUndefined()
})

test('finds a segment for one of the same service, where no user stands on it', () => {
  const recurring = new RecurringSpans()
  const ofShop = resourceText(shop)
  const node = nodeOf(endedSpan({ kind: 'server' }))
  keepTwice(recurring, node, 'shop', () => MEMBERS, scopeOf({}, 'ada'), ofShop)
  keepTwice(recurring, node, 'shop', () => MEMBERS, scopeOf({ indexedAttributes: ['tier'] }), ofShop)
  expect(recurring.find(node, SCOPE, ofShop)).toBeUndefined()
  keepTwice(recurring, node, 'shop', () => MEMBERS, SCOPE, ofShop)
  expect(recurring.find(node, SCOPE, ofShop)).toBeDefined()
  expect(recurring.find(node, SCOPE, resourceText(stock))).toBeUndefined()
  expect(recurring.find(node, SCOPE)).toBeUndefined()
  expect(recurring.find(node, scopeOf({}, 'ada'), ofShop)).toBeUndefined()
})

test('leaves spans alone that never come again', () => {
  const recurring = new RecurringSpans()
  for (let index = 0; index < 1000; index++) {
    const node = nodeOf(query(`SELECT ${index}`))
    expect(recurring.find(node, SCOPE)).toBeUndefined()
    keepTwice(
      recurring,
      node,
      'shop',
      () => (index < 300 ? MEMBERS : expect.fail('was written once more')),
      SCOPE,
    )
  }
})

test('forgets before it takes too much memory, be it of many names or of much to keep', () => {
  const few = new RecurringSpans()
  const many = new RecurringSpans()
  const large = new Uint8Array(3500)
  for (let index = 0; index < 5000; index++) {
    keepTwice(many, nodeOf(query('SELECT 1', { name: `n${index}` })), 'shop', () => MEMBERS, SCOPE)
    const text = `SELECT ${index}`
    keepTwice(few, nodeOf(query(text, { name: `n${index % 50}` })), 'shop', () => large, SCOPE)
  }
  const isKnown = (recurring: RecurringSpans, text: string, name: string) =>
    recurring.find(nodeOf(query(text, { name })), SCOPE) !== undefined
  expect([isKnown(many, 'SELECT 1', 'n0'), isKnown(many, 'SELECT 1', 'n4999')]).toEqual([false, true])
  const kept = Array.from({ length: 5000 }, (_, index) => isKnown(few, `SELECT ${index}`, `n${index % 50}`))
  expect(kept.filter(Boolean).length).toBeLessThan(2_100_000 / large.length)
  expect(kept.at(-1)).toBe(true)
})

test('counts the names of spans that are too large to be kept', () => {
  const recurring = new RecurringSpans()
  keepTwice(recurring, nodeOf(query('SELECT 1')), 'shop', () => MEMBERS, SCOPE)
  for (let index = 0; index < 5000; index++)
    keepTwice(
      recurring,
      nodeOf(query('SELECT 1', { name: `n${index}` })),
      'shop',
      () => Buffer.alloc(5000),
      SCOPE,
    )
  expect(recurring.find(nodeOf(query('SELECT 1')), SCOPE)).toBeUndefined()
})

test('keeps no scope that is too large', () => {
  const recurring = new RecurringSpans()
  const span = {
    ...query('SELECT 1'),
    instrumentationScope: { name: 'spanray', version: '1'.repeat(3_000_000) },
  }
  keepTwice(recurring, nodeOf(span), 'shop', () => MEMBERS, SCOPE)
  expect(recurring.find(nodeOf(span), SCOPE)).toBeUndefined()
})

test('keeps no resource alive', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage: () => void = runInNewContext('gc')
  const options = {}
  const resource = new WeakRef({ attributes: { 'service.name': 'shop' } })
  for (let count = 0; count < 3; count++)
    spansToDocuments([endedSpan({ kind: 'server', resource: resource.deref()! })], options)
  await nextTurn()
  collectGarbage()
  expect(resource.deref()).toBeUndefined()
  expect(textsOf([endedSpan({ kind: 'server' })], options)).toHaveLength(1)
})
