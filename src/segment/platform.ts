import type { Attributes } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import { textAttribute as text } from './text-attribute.ts'
import { wholeNumber } from './whole-number.ts'

/**
 * The kind of AWS resource that the service runs on, the most specific one; `undefined` off AWS.
 *
 *     cloud.platform=aws_ecs aws.ecs.launchtype=fargate → 'AWS::ECS::Fargate'
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields
 */
export function originOf(attributes: Attributes): string | undefined {
  if (!isOnAws(attributes)) return undefined
  switch (platformOf(attributes)) {
    case 'aws_lambda':
      return 'AWS::Lambda::Function'
    case 'aws_app_runner':
      return 'AWS::AppRunner::Service'
    case 'aws_elastic_beanstalk':
      return 'AWS::ElasticBeanstalk::Environment'
    case 'aws_eks':
      return 'AWS::EKS::Container'
    case 'aws_ecs':
      return ecsOrigin(text(attributes, 'aws.ecs.launchtype')?.toLowerCase())
    case 'aws_ec2':
      return 'AWS::EC2::Instance'
    default:
      return undefined
  }
}

/** The function's ARN, without a version or alias behind it, in Lambda. */
export function functionArn(attributes: Attributes): string | undefined {
  if (platformOf(attributes) !== 'aws_lambda') return undefined
  const id = text(attributes, 'cloud.resource_id') ?? text(attributes, 'faas.id')
  return id && /^arn:[^:]*:lambda:[^:]*:\d*:function:[^:]+/.exec(id)?.[0]
}

/**
 * Writes the members of the `aws` block that tell where the service runs: account, instance, container, environment,
 * log groups. Nothing off AWS.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-aws
 */
export function writePlatform(json: JsonWriter, attributes: Attributes): void {
  if (!isOnAws(attributes)) return
  const platform = platformOf(attributes)
  json.string('account_id', text(attributes, 'cloud.account.id'))
  json.string('function_arn', functionArn(attributes))
  if (platform === 'aws_ec2' || isInstance(attributes)) writeEc2(json, attributes)
  if (platform === 'aws_ecs') writeEcs(json, attributes)
  if (platform === 'aws_eks' || text(attributes, 'k8s.cluster.name')) writeEks(json, attributes)
  if (platform === 'aws_elastic_beanstalk') writeBeanstalk(json, attributes)
  writeLogGroups(json, attributes)
}

function platformOf(attributes: Attributes): string | undefined {
  return text(attributes, 'cloud.platform')
}

/** Where nobody names the provider, nothing else than AWS is expected: an X-Ray exporter has been set up. */
function isOnAws(attributes: Attributes): boolean {
  const provider = text(attributes, 'cloud.provider')
  return provider === undefined || provider === 'aws'
}

/** A container's host may be an instance; a host elsewhere, whose provider nobody names, is none. */
function isInstance(attributes: Attributes): boolean {
  return text(attributes, 'cloud.provider') === 'aws' && text(attributes, 'host.id') !== undefined
}

function ecsOrigin(launchType: string | undefined): string {
  if (launchType === 'fargate') return 'AWS::ECS::Fargate'
  return launchType === 'ec2' ? 'AWS::ECS::EC2' : 'AWS::ECS::Container'
}

function writeEc2(json: JsonWriter, attributes: Attributes): void {
  json.open('ec2')
  json.string('instance_id', text(attributes, 'host.id'))
  json.string('availability_zone', text(attributes, 'cloud.availability_zone'))
  json.string('instance_size', text(attributes, 'host.type'))
  json.string('ami_id', text(attributes, 'host.image.id'))
  json.close()
}

function writeEcs(json: JsonWriter, attributes: Attributes): void {
  json.open('ecs')
  json.string('container', text(attributes, 'container.name'))
  json.string('container_id', text(attributes, 'container.id'))
  json.string('task_arn', text(attributes, 'aws.ecs.task.arn'))
  json.string('task_family', text(attributes, 'aws.ecs.task.family'))
  json.string('cluster_arn', text(attributes, 'aws.ecs.cluster.arn'))
  json.string('container_arn', text(attributes, 'aws.ecs.container.arn'))
  json.string('availability_zone', text(attributes, 'cloud.availability_zone'))
  json.string('launch_type', text(attributes, 'aws.ecs.launchtype'))
  json.close()
}

function writeEks(json: JsonWriter, attributes: Attributes): void {
  json.open('eks')
  json.string('cluster_name', text(attributes, 'k8s.cluster.name'))
  json.string('pod', text(attributes, 'k8s.pod.name'))
  json.string('container_id', text(attributes, 'container.id'))
  json.close()
}

function writeBeanstalk(json: JsonWriter, attributes: Attributes): void {
  json.open('elastic_beanstalk')
  json.string('environment_name', text(attributes, 'service.namespace'))
  json.string('version_label', text(attributes, 'service.version'))
  json.number('deployment_id', wholeNumber(attributes['service.instance.id']))
  json.close()
}

/** The console finds a trace's logs by these. An ARN's `:*` at the end would break its link. */
function writeLogGroups(json: JsonWriter, attributes: Attributes): void {
  const arns = list(attributes['aws.log.group.arns'])
  const groups =
    arns.length > 0
      ? arns.map(arn => arn.replace(/:\*$/, '')).map(arn => ({ log_group: arn.split(':')[6] ?? arn, arn }))
      : list(attributes['aws.log.group.names']).map(name => ({ log_group: name }))
  if (groups.length > 0) json.any('cloudwatch_logs', groups)
}

/** A list of texts, or one text with `&` between them. */
function list(value: unknown): string[] {
  const items: unknown[] = typeof value === 'string' ? value.split('&') : Array.isArray(value) ? value : []
  return items.filter(item => typeof item === 'string' && item !== '') as string[]
}
