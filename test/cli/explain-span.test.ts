import { describe, expect, test } from 'vitest'
import { explainSpan } from '../../src/cli/explain-span.ts'
import type { ConversionOptions, EndedSpan } from '../../src/segment/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

/** Key → fields, and the reason behind them. */
function fates(
  spans: EndedSpan | readonly EndedSpan[],
  options: ConversionOptions = {},
): Record<string, string> {
  const { attributes } = explainSpan([spans].flat(), options)
  return Object.fromEntries(
    attributes.map(({ key, fields, reason }) => [key, fields.join(', ') + (reason ? ` (${reason})` : '')]),
  )
}

describe('explainSpan()', () => {
  test('finds the fields of a request', () => {
    const attributes = {
      'http.request.method': 'GET',
      'url.full': 'https://a.example/cart?id=7',
      'url.path': '/cart',
      'http.response.status_code': 503,
      'http.route': '/cart',
    }
    expect(fates(endedSpan({ kind: 'client', parent: '53995c3f42cd8ad8', attributes }))).toEqual({
      'http.request.method': 'http.request.method',
      'url.full': 'http.request.url',
      'url.path': ' (url.full says it already)',
      'http.response.status_code': 'http.response.status',
      'http.route': 'metadata.default (X-Ray has no field for it; to search by it: --index http.route)',
    })
  })

  test('finds what an attribute decides', () => {
    const attributes = {
      'rpc.system': 'aws-api',
      'rpc.service': 'DynamoDB',
      'rpc.method': 'GetItem',
      'aws.dynamodb.table_names': ['carts'],
    }
    const fate = fates(endedSpan({ kind: 'client', parent: '53995c3f42cd8ad8', attributes }))
    expect(fate).toMatchObject({
      'rpc.service': expect.stringMatching(/^name\b/),
      'rpc.method': 'aws.operation',
    })
    expect(fate['rpc.system']).toMatch(/\bnamespace\b/)
    expect(fate['aws.dynamodb.table_names']).toMatch(/^aws\.table_name\b/)
  })

  test('finds what an attribute decides beside being kept', () => {
    const attributes = { 'aws.span.kind': 'LOCAL_ROOT' }
    const span = endedSpan({ kind: 'server', parent: '53995c3f42cd8ad8', isRemote: false, attributes })
    expect(explainSpan([span], {}).attributes[0]?.fields).toContain('name')
    const resource = { attributes: { 'service.name': 'shop', 'cloud.platform': 'aws_ec2' } }
    expect(explainSpan([endedSpan({ kind: 'server', resource })], {}).resourceAttributes).toContainEqual({
      key: 'cloud.platform',
      fields: expect.arrayContaining(['origin']),
    })
  })

  test('tells which attribute has said it, not which one opened the block', () => {
    const attributes = {
      'db.system': 'postgresql',
      'net.peer.name': 'db.internal',
      'db.connection_string': 'postgresql://db.internal/shop',
      'db.name': 'shop',
    }
    const span = endedSpan({ kind: 'client', parent: '53995c3f42cd8ad8', attributes })
    expect(fates(span)['net.peer.name']).toBe(' (db.connection_string says it already)')
  })

  test.each([true, false])('explains the first span of a service, in progress or not: %j', isInProgress => {
    const attributes = { 'aws.xray.inprogress': isInProgress, tier: 'gold' }
    const resource = { attributes: { 'service.name': 'shop' } }
    const { form, attributes: found } = explainSpan([endedSpan({ kind: 'client', attributes, resource })], {})
    expect(form).toBe(isInProgress ? 'segment' : 'subsegment')
    expect(found.map(({ key }) => key)).toEqual(['aws.xray.inprogress', 'tier'])
  })

  test('tells that a value has the wrong type', () => {
    const attributes = {
      'http.request.method': 7,
      'url.full': 'https://a.example/',
      'http.response.status_code': 200,
    }
    expect(fates(endedSpan({ kind: 'client', attributes }))).toMatchObject({
      'http.request.method': 'metadata.default (http.request.method takes a text, and this is a number)',
    })
  })

  test('tells which attribute came first', () => {
    const attributes = {
      'http.request.method': 'GET',
      'user_agent.original': 'curl/8.5',
      'http.user_agent': 'curl/7',
    }
    expect(fates(endedSpan({ kind: 'server', attributes }))).toMatchObject({
      'http.user_agent': 'metadata.default (user_agent.original comes before it in http.request.user_agent)',
    })
  })

  test('tells that a field is of other calls', () => {
    expect(fates(endedSpan({ attributes: { 'db.query.text': 'SELECT 1' } }))).toEqual({
      'db.query.text': 'metadata.default (sql.sanitized_query is there for calls to SQL databases only)',
    })
  })

  test('quotes for the shell what needs it', () => {
    expect(fates(endedSpan({ attributes: { 'cart total': 7 } }))['cart total']).toMatch(
      /--index 'cart total'\)$/,
    )
  })

  test('tells which attribute of the resource came first', () => {
    const attributes = {
      'telemetry.distro.version': '1',
      'telemetry.auto.version': '2',
      'service.version': 3,
    }
    const { resourceAttributes } = explainSpan([endedSpan({ kind: 'server', resource: { attributes } })], {})
    expect(resourceAttributes.map(({ reason }) => reason)).toEqual([
      'telemetry.auto.version comes before it in aws.xray.auto_instrumentation',
      'telemetry.distro.version comes before it in aws.xray.auto_instrumentation',
      'service.version takes a text, and this is a number',
    ])
  })

  test('survives values that are no texts however one asks', () => {
    const attributes = { a: { toString: 'x', valueOf: 'y' }, ['__proto__']: 'p', b: 'x' }
    expect(Object.keys(fates(endedSpan({ attributes })))).toEqual(Object.keys(attributes))
  })

  test('finds annotations', () => {
    const attributes = { tier: 'gold', 'cart total': 7, tags: ['a'], 'aws.xray.annotations': ['tier'] }
    expect(fates(endedSpan({ attributes }), { indexedAttributes: ['*'] })).toMatchObject({
      tier: 'annotations.tier',
      'cart total': 'annotations.cart_total',
      tags: expect.stringMatching(/^metadata\.default /),
    })
  })

  test('finds what went to the segment', () => {
    const attributes = { 'aws.local.service': 'nightly' }
    expect(fates(endedSpan({ attributes }))['aws.local.service']).toMatch(/^segment\.name\b/)
  })

  test('tells of the resource where the segment does', () => {
    const resource = {
      attributes: { 'service.name': 'shop', 'service.version': '1.2', 'host.arch': 'arm64' },
    }
    const fate = [
      { key: 'service.name', fields: ['name'] },
      { key: 'service.version', fields: ['service.version'] },
      {
        key: 'host.arch',
        fields: ['metadata.default'],
        reason: 'X-Ray has no field for it; to search by it: --index otel.resource.host.arch',
      },
    ]
    expect(explainSpan([endedSpan({ kind: 'server', resource })], {}).resourceAttributes).toEqual(fate)
    expect(explainSpan([endedSpan({ resource })], {})).toMatchObject({
      form: 'subsegment',
      name: 'work',
      segmentName: 'shop',
      resourceAttributes: fate,
    })
    expect(explainSpan([endedSpan({ parent: '53995c3f42cd8ad8', resource })], {}).resourceAttributes).toEqual(
      [],
    )
  })

  test('has a fate for values of every kind', () => {
    const values = [
      'a',
      '',
      1.5,
      Number.NaN,
      10n,
      true,
      null,
      new Uint8Array([1]),
      [],
      [1, 'a', 2n],
      {},
      { a: { b: 1 } },
    ]
    const fate = fates(endedSpan({ attributes: { ...values, none: undefined } }))
    for (const index of values.keys()) expect(fate[index]).toMatch(/^metadata\.default \(X-Ray has no field/)
    expect(fate[0]).toMatch(/to search by it: --index 0\)$/)
    expect(fate[9]).toMatch(/searches by texts, numbers and booleans only\)$/)
    expect(fate.none).toBe(' (the document is the same without it)')
  })
})
