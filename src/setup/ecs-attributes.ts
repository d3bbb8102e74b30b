import { askMetadata } from '../client/index.ts'

/** The attributes that a container of a task has. */
export const ECS_KEYS = [
  'cloud.account.id',
  'cloud.region',
  'cloud.availability_zone',
  'cloud.resource_id',
  'container.id',
  'container.name',
  'container.image.name',
  'aws.ecs.container.arn',
  'aws.ecs.cluster.arn',
  'aws.ecs.launchtype',
  'aws.ecs.task.arn',
  'aws.ecs.task.family',
  'aws.ecs.task.revision',
  'aws.log.group.names',
  'aws.log.group.arns',
] as const

type Metadata = Readonly<Record<string, unknown>>

/**
 * What the task's metadata endpoint says of the container and of its task. Rejects when it says nothing.
 *
 * @param endpoint what ECS puts into `ECS_CONTAINER_METADATA_URI_V4`
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html
 */
export async function ecsAttributes(
  endpoint: string,
): Promise<Record<string, string | string[] | undefined>> {
  const [container, task] = (await Promise.all([askMetadata(endpoint), askMetadata(`${endpoint}/task`)])).map(
    answer => JSON.parse(answer) as Metadata,
  ) as [Metadata, Metadata]
  const taskArn = text(task, 'TaskARN')
  const [, partition, , region, account] = taskArn?.split(':') ?? []
  const cluster = text(task, 'Cluster')
  return {
    'cloud.account.id': account,
    'cloud.region': region,
    'cloud.availability_zone': text(task, 'AvailabilityZone'),
    'cloud.resource_id': text(container, 'ContainerARN'),
    'container.id': text(container, 'DockerId'),
    'container.name': text(container, 'Name'),
    'container.image.name': text(container, 'Image'),
    'aws.ecs.container.arn': text(container, 'ContainerARN'),
    // On EC2 the endpoint has the cluster's name alone.
    'aws.ecs.cluster.arn':
      cluster === undefined || cluster.startsWith('arn:') || !account
        ? cluster
        : `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}`,
    'aws.ecs.launchtype': text(task, 'LaunchType')?.toLowerCase(),
    'aws.ecs.task.arn': taskArn,
    'aws.ecs.task.family': text(task, 'Family'),
    'aws.ecs.task.revision': text(task, 'Revision'),
    ...logGroup(container, partition, account),
  }
}

/** Where the container's output goes, when that is to CloudWatch. */
function logGroup(container: Metadata, partition = 'aws', account = ''): Record<string, string[]> {
  const options = container.LogOptions
  if (container.LogDriver !== 'awslogs' || typeof options !== 'object' || options === null) return {}
  const group = text(options as Metadata, 'awslogs-group')
  const region = text(options as Metadata, 'awslogs-region')
  if (!group) return {}
  return {
    'aws.log.group.names': [group],
    ...(region &&
      account && { 'aws.log.group.arns': [`arn:${partition}:logs:${region}:${account}:log-group:${group}`] }),
  }
}

function text(metadata: Metadata, field: string): string | undefined {
  const value = metadata[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
