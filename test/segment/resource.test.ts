import { describe, expect, test } from 'vitest'
import { convert, convertOne } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const withResource = (attributes: Record<string, unknown>) =>
  convertOne(endedSpan({ kind: 'server', resource: { attributes } }))

describe('resourceText()', () => {
  test('writes service, origin, account and SDK', () => {
    const { service, origin, aws, metadata } = withResource({
      'service.name': 'shop',
      'service.version': '1.2.3',
      'process.runtime.name': 'nodejs',
      'process.runtime.version': '20.20.2',
      'cloud.platform': 'aws_ecs',
      'aws.ecs.launchtype': 'fargate',
      'cloud.account.id': '123456789012',
      'telemetry.sdk.name': 'opentelemetry',
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.version': '2.12.0',
      'telemetry.distro.version': '0.1.0',
    })
    expect(service).toEqual({ version: '1.2.3', runtime: 'node', runtime_version: '20.20.2' })
    expect(origin).toBe('AWS::ECS::Fargate')
    expect(aws).toEqual({
      xray: { sdk: 'opentelemetry for nodejs', sdk_version: '2.12.0', auto_instrumentation: true },
      account_id: '123456789012',
      ecs: { launch_type: 'fargate' },
    })
    expect(metadata?.default?.['otel.resource.service.version']).toBe('1.2.3')
  })

  test.each([
    [{ 'service.version': '1', 'container.image.tag': '2' }, '1'],
    [{ 'container.image.tag': '2', 'container.image.tags': ['3'] }, '2'],
    [{ 'container.image.tags': ['3', '4'] }, '3'],
    [{ 'container.image.tags': [7] }, undefined],
    [{ 'container.image.tags': 'latest' }, undefined],
    [{}, undefined],
  ])('takes the version of %j for %s', (attributes, version) => {
    expect(withResource(attributes).service).toEqual(version && { version })
  })

  test.each([
    [{ 'telemetry.sdk.name': 'opentelemetry' }, { sdk: 'opentelemetry' }],
    [{ 'telemetry.sdk.language': 'nodejs', 'telemetry.sdk.version': '2' }, { sdk_version: '2' }],
    [{ 'telemetry.auto.version': '1' }, { auto_instrumentation: true }],
    [{ 'process.runtime.name': 'bun' }, undefined],
  ])('tells of %j that %j made the document', (attributes, xray) => {
    expect(withResource(attributes).aws?.xray).toEqual(xray)
  })

  test.each([
    ['nodejs', 'node'],
    ['bun', 'bun'],
  ])('calls the runtime %s %s', (name, runtime) => {
    expect(withResource({ 'process.runtime.name': name }).service).toEqual({ runtime })
  })

  test('is written on the segment and on no subsegment', () => {
    const spans = [
      endedSpan({ id: 'bbbbbbbbbbbbbbbb', parent: 'aaaaaaaaaaaaaaaa' }),
      endedSpan({ kind: 'server', id: 'aaaaaaaaaaaaaaaa' }),
    ]
    const [segment] = convert(spans)
    expect(JSON.stringify(segment)).toContain('otel.resource.')
    expect(JSON.stringify(segment?.subsegments)).not.toContain('otel.resource.')
  })
})
