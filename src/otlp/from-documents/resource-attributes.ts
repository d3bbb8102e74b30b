import type { Segment, Subsegment } from '../../document/index.ts'

/** The platform that an origin stands for. */
const PLATFORMS: Record<string, string> = {
  'AWS::Lambda::Function': 'aws_lambda',
  'AWS::AppRunner::Service': 'aws_app_runner',
  'AWS::ElasticBeanstalk::Environment': 'aws_elastic_beanstalk',
  'AWS::EKS::Container': 'aws_eks',
  'AWS::ECS::Container': 'aws_ecs',
  'AWS::ECS::EC2': 'aws_ecs',
  'AWS::ECS::Fargate': 'aws_ecs',
  'AWS::EC2::Instance': 'aws_ec2',
}

/** The attribute that becomes a field of `aws`, for each block of it that tells where the service runs. */
const FIELDS: Record<string, Record<string, string>> = {
  ec2: {
    instance_id: 'host.id',
    availability_zone: 'cloud.availability_zone',
    instance_size: 'host.type',
    ami_id: 'host.image.id',
  },
  ecs: {
    container: 'container.name',
    container_id: 'container.id',
    container_arn: 'aws.ecs.container.arn',
    task_arn: 'aws.ecs.task.arn',
    task_family: 'aws.ecs.task.family',
    cluster_arn: 'aws.ecs.cluster.arn',
    availability_zone: 'cloud.availability_zone',
    launch_type: 'aws.ecs.launchtype',
  },
  eks: { cluster_name: 'k8s.cluster.name', pod: 'k8s.pod.name', container_id: 'container.id' },
  elastic_beanstalk: {
    environment_name: 'service.namespace',
    version_label: 'service.version',
    deployment_id: 'service.instance.id',
  },
}

const KEPT = 'otel.resource.'

/**
 * The attributes of the resource that a segment is of: those that its fields are made of on the way to X-Ray, and those
 * that were kept as metadata.
 *
 *     { name: 'shop', origin: 'AWS::EC2::Instance', aws: { ec2: { instance_id: 'i-1' } }, … }
 *     → { 'service.name': 'shop', 'cloud.provider': 'aws', 'cloud.platform': 'aws_ec2', 'host.id': 'i-1' }
 */
export function resourceAttributes(segment: Segment): Record<string, unknown> {
  const { name, origin = '', aws = {}, service, cause } = segment
  const attributes: Record<string, unknown> = { 'service.name': name }
  if (Object.hasOwn(PLATFORMS, origin)) {
    Object.assign(attributes, { 'cloud.provider': 'aws', 'cloud.platform': PLATFORMS[origin] })
    if (/ECS::(EC2|Fargate)$/.test(origin))
      attributes['aws.ecs.launchtype'] = origin.split('::')[2]?.toLowerCase()
  }
  if (origin === 'AWS::Lambda::Function')
    attributes['cloud.resource_id'] = segment.resource_arn ?? aws.function_arn
  attributes['cloud.account.id'] = aws.account_id
  for (const [block, fields] of Object.entries(FIELDS)) {
    const values = asObject(aws[block])
    for (const [field, attribute] of Object.entries(fields)) {
      if (values[field] !== undefined) attributes[attribute] = String(values[field])
    }
  }
  const groups = Array.isArray(aws.cloudwatch_logs) ? aws.cloudwatch_logs.map(asObject) : []
  const namesOf = (field: string) => groups.flatMap(group => group[field] ?? [])
  if (namesOf('arn').length > 0) attributes['aws.log.group.arns'] = namesOf('arn')
  else if (namesOf('log_group').length > 0) attributes['aws.log.group.names'] = namesOf('log_group')

  attributes['service.version'] ??= service?.version
  const { runtime } = service ?? {}
  attributes['process.runtime.name'] = runtime === 'node' ? 'nodejs' : runtime
  attributes['process.runtime.version'] = service?.runtime_version
  const [, sdk, language] = /^(.*?)(?: for (\w+))?$/.exec(aws.xray?.sdk ?? '') ?? []
  attributes['telemetry.sdk.name'] = sdk || undefined
  attributes['telemetry.sdk.language'] = language
  attributes['telemetry.sdk.version'] = aws.xray?.sdk_version
  if (typeof cause === 'object') attributes['process.working_directory'] = cause.working_directory
  return { ...attributes, ...keptResourceAttributes(segment) }
}

/** The attributes of the resource that were kept as metadata: all that a subsegment with a document of its own may have. */
export function keptResourceAttributes({ metadata }: Segment | Subsegment): Record<string, unknown> {
  const kept = Object.entries(metadata?.default ?? {}).filter(([key]) => key.startsWith(KEPT))
  return Object.fromEntries(kept.map(([key, value]) => [key.slice(KEPT.length), value]))
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
