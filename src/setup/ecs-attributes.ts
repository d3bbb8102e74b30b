import { askMetadata, metadataDeadline } from '../client/index.ts'
import { type MetadataRecord, metadataRecord, recordIn, textIn as text } from './metadata-record.ts'

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

/**
 * What the task's metadata endpoint says of the container and of its task, within 300 ms. What it says of one of them
 * counts without the other.
 *
 * @param endpoint what ECS puts into `ECS_CONTAINER_METADATA_URI_V4`
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html
 */
export async function ecsAttributes(
  endpoint: string,
): Promise<Record<string, string | string[] | undefined>> {
  const signal = metadataDeadline()
  const ask = (url: string) => askMetadata(url, { signal }).then(metadataRecord, () => ({}))
  const [container, task] = await Promise.all([ask(endpoint), ask(`${endpoint}/task`)])
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
function logGroup(container: MetadataRecord, partition = 'aws', account = ''): Record<string, string[]> {
  if (container.LogDriver !== 'awslogs') return {}
  const options = recordIn(container, 'LogOptions')
  const group = text(options, 'awslogs-group')
  const region = text(options, 'awslogs-region')
  if (!group) return {}
  return {
    'aws.log.group.names': [group],
    ...(region &&
      account && { 'aws.log.group.arns': [`arn:${partition}:logs:${region}:${account}:log-group:${group}`] }),
  }
}
