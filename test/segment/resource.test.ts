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
    })
    expect(metadata?.default?.['otel.resource.service.version']).toBe('1.2.3')
  })

  test.each([
    ['aws_ec2', undefined, 'AWS::EC2::Instance'],
    ['aws_ecs', 'ec2', 'AWS::ECS::EC2'],
    ['aws_ecs', undefined, 'AWS::ECS::Container'],
    ['aws_eks', undefined, 'AWS::EKS::Container'],
    ['aws_elastic_beanstalk', undefined, 'AWS::ElasticBeanstalk::Environment'],
    ['aws_app_runner', undefined, 'AWS::AppRunner::Service'],
    ['aws_lambda', undefined, 'AWS::Lambda::Function'],
    ['gcp_compute_engine', undefined, undefined],
  ])('gives %s (%s) the origin %s', (platform, launchType, origin) => {
    expect(withResource({ 'cloud.platform': platform, 'aws.ecs.launchtype': launchType }).origin).toBe(origin)
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
