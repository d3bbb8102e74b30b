import type { SpanResource } from './ended-span.ts'
import { anyValue, member, object, string, stringMember } from './json.ts'
import { segmentName } from './name.ts'

/** What a resource contributes to each of its segments, as text that is written once for all of them. */
export interface ResourceText {
  /** The service's name. */
  name: string
  /** `,"service":{…},"origin":"…"`, or nothing. */
  blocks: string
  /** Members of the `aws` block. */
  awsMembers: string
  /** Members of `metadata.default`: every attribute under `otel.resource.<key>`. */
  metadataMembers: string
}

const written = new WeakMap<SpanResource, ResourceText>()

/** The resource's contribution, written when the resource is first seen. */
export function resourceText(resource: SpanResource): ResourceText {
  let text = written.get(resource)
  if (!text) {
    text = writeResource(resource)
    written.set(resource, text)
  }
  return text
}

function writeResource(resource: SpanResource): ResourceText {
  const { attributes } = resource
  let metadataMembers = ''
  for (const key in attributes) {
    const json = anyValue(attributes[key])
    if (json !== '') metadataMembers += `,${string(`otel.resource.${key}`)}:${json}`
  }
  return {
    name: segmentName(resource),
    blocks: member('service', serviceBlock(resource)) + stringMember('origin', origin(resource)),
    awsMembers: awsMembers(resource),
    metadataMembers,
  }
}

function text(resource: SpanResource, key: string): string | undefined {
  const value = resource.attributes[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function serviceBlock(resource: SpanResource): string {
  return object(
    stringMember('version', text(resource, 'service.version') ?? text(resource, 'container.image.tag')) +
      stringMember('runtime', runtime(resource)) +
      stringMember('runtime_version', text(resource, 'process.runtime.version')),
  )
}

/** As X-Ray's own SDK calls it: `node`. */
function runtime(resource: SpanResource): string | undefined {
  const name = text(resource, 'process.runtime.name')
  return name === 'nodejs' ? 'node' : name
}

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
function origin(resource: SpanResource): string | undefined {
  switch (text(resource, 'cloud.platform')) {
    case 'aws_ec2':
      return 'AWS::EC2::Instance'
    case 'aws_ecs':
      return ecsOrigin(text(resource, 'aws.ecs.launchtype'))
    case 'aws_eks':
      return 'AWS::EKS::Container'
    case 'aws_elastic_beanstalk':
      return 'AWS::ElasticBeanstalk::Environment'
    case 'aws_app_runner':
      return 'AWS::AppRunner::Service'
    case 'aws_lambda':
      return 'AWS::Lambda::Function'
    default:
      return undefined
  }
}

function ecsOrigin(launchType: string | undefined): string {
  if (launchType === 'fargate') return 'AWS::ECS::Fargate'
  return launchType === 'ec2' ? 'AWS::ECS::EC2' : 'AWS::ECS::Container'
}

/** Who wrote the document, and in which account it ran. */
function awsMembers(resource: SpanResource): string {
  const name = text(resource, 'telemetry.sdk.name')
  const language = text(resource, 'telemetry.sdk.language')
  const automatic = text(resource, 'telemetry.distro.version') ?? text(resource, 'telemetry.auto.version')
  const xray = object(
    stringMember('sdk', name && language ? `${name} for ${language}` : name) +
      stringMember('sdk_version', text(resource, 'telemetry.sdk.version')) +
      (automatic === undefined ? '' : ',"auto_instrumentation":true'),
  )
  return member('xray', xray) + stringMember('account_id', text(resource, 'cloud.account.id'))
}
