import type { SpanResource } from './ended-span.ts'
import { JsonWriter } from './json-writer.ts'
import { segmentName } from './name.ts'

/** What a resource contributes to each of its segments: members as JSON, written once for all of them. */
export interface ResourceText {
  /** The service's name. */
  name: string
  /** `service` and `origin`. */
  members: string
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
  return {
    name: segmentName(resource),
    members: members(json => {
      writeService(json, resource)
      json.string('origin', origin(resource))
    }),
    awsMembers: members(json => writeAws(json, resource)),
    metadataMembers: members(json => {
      for (const key in resource.attributes) json.any(`otel.resource.${key}`, resource.attributes[key])
    }),
  }
}

function members(write: (json: JsonWriter) => void): string {
  const json = new JsonWriter()
  write(json)
  return json.text.slice(1)
}

function text(resource: SpanResource, key: string): string | undefined {
  const value = resource.attributes[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function writeService(json: JsonWriter, resource: SpanResource): void {
  json.open('service')
  json.string('version', text(resource, 'service.version') ?? text(resource, 'container.image.tag'))
  json.string('runtime', runtime(resource))
  json.string('runtime_version', text(resource, 'process.runtime.version'))
  json.close()
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
function writeAws(json: JsonWriter, resource: SpanResource): void {
  const name = text(resource, 'telemetry.sdk.name')
  const language = text(resource, 'telemetry.sdk.language')
  json.open('xray')
  json.string('sdk', name && language ? `${name} for ${language}` : name)
  json.string('sdk_version', text(resource, 'telemetry.sdk.version'))
  json.flag(
    'auto_instrumentation',
    (text(resource, 'telemetry.distro.version') ?? text(resource, 'telemetry.auto.version')) !== undefined,
  )
  json.close()
  json.string('account_id', text(resource, 'cloud.account.id'))
}
