import { describe, expect, test } from 'vitest'
import { ecsAttributes } from '../../src/setup/ecs-attributes.ts'
import { BAD_SERVERS, serveHttp } from '../fixtures/http-server.ts'

const container = {
  DockerId: 'cd189a933e5849daa93386466019ab50-2495160603',
  Name: 'shop',
  DockerName: 'shop',
  Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:7',
  ContainerARN: 'arn:aws:ecs:eu-west-1:123456789012:container/c/cd189a93/05966557',
  LogDriver: 'awslogs',
  LogOptions: { 'awslogs-group': '/ecs/shop', 'awslogs-region': 'eu-west-1', 'awslogs-stream': 's' },
}
const task = {
  Cluster: 'default',
  TaskARN: 'arn:aws:ecs:eu-west-1:123456789012:task/default/cd189a93',
  Family: 'shop',
  Revision: '26',
  AvailabilityZone: 'eu-west-1c',
  LaunchType: 'FARGATE',
}

const serve = (answers: { container: object; task: object }) =>
  serveHttp(({ url }, response) =>
    response.end(JSON.stringify(url === '/v4/abc/task' ? answers.task : answers.container)),
  )

describe('ecsAttributes()', () => {
  test('reads container and task', async () => {
    await using server = await serve({ container, task })
    expect(await ecsAttributes(`${server.url}/v4/abc`)).toEqual({
      'cloud.account.id': '123456789012',
      'cloud.region': 'eu-west-1',
      'cloud.availability_zone': 'eu-west-1c',
      'cloud.resource_id': container.ContainerARN,
      'container.id': container.DockerId,
      'container.name': 'shop',
      'container.image.name': container.Image,
      'aws.ecs.container.arn': container.ContainerARN,
      'aws.ecs.cluster.arn': 'arn:aws:ecs:eu-west-1:123456789012:cluster/default',
      'aws.ecs.launchtype': 'fargate',
      'aws.ecs.task.arn': task.TaskARN,
      'aws.ecs.task.family': 'shop',
      'aws.ecs.task.revision': '26',
      'aws.log.group.names': ['/ecs/shop'],
      'aws.log.group.arns': ['arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/shop'],
    })
  })

  test('takes the ARN of a cluster as it is, and other log drivers for none', async () => {
    const Cluster = 'arn:aws-cn:ecs:cn-north-1:1:cluster/c'
    await using server = await serve({
      container: { ...container, LogDriver: 'fluentd' },
      task: { ...task, Cluster },
    })
    const attributes = await ecsAttributes(`${server.url}/v4/abc`)
    expect(attributes['aws.ecs.cluster.arn']).toBe(Cluster)
    expect(Object.keys(attributes).filter(key => key.startsWith('aws.log'))).toEqual([])
  })

  test('makes do with answers that say nothing', async () => {
    await using server = await serve({ container: {}, task: { TaskARN: 7, Cluster: null } })
    const attributes = await ecsAttributes(`${server.url}/v4/abc`)
    expect(Object.values(attributes).filter(value => value !== undefined)).toEqual([])
  })

  test.each(BAD_SERVERS)('knows nothing when the server %s', async (_, listener) => {
    await using server = await serveHttp(listener)
    const attributes = await ecsAttributes(server.url)
    expect(Object.values(attributes).filter(value => value !== undefined)).toEqual([])
  })

  test('makes do with what it hears in 300 ms', async () => {
    await using server = await serveHttp(({ url }, response) => {
      if (!url?.endsWith('/task')) response.end(JSON.stringify(container))
    })
    const attributes = await ecsAttributes(server.url)
    expect(attributes).toMatchObject({ 'container.name': 'shop', 'aws.log.group.names': ['/ecs/shop'] })
    expect(attributes['aws.ecs.task.arn']).toBeUndefined()
  })
})
