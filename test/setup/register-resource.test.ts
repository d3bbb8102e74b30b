import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { serveHttp } from '../fixtures/http-server.ts'
import { runTraced } from '../fixtures/run-traced.ts'

// How a process under the preload fares with metadata servers of all kinds.

const CONTAINER = {
  DockerId: 'd-1',
  Name: 'web',
  ContainerARN: 'arn:aws:ecs:eu-west-1:123456789012:container/c/1/2',
  LogDriver: 'awslogs',
  LogOptions: { 'awslogs-group': '/ecs/shop', 'awslogs-region': 'eu-west-1' },
}
const TASK = {
  Cluster: 'prod',
  TaskARN: 'arn:aws:ecs:eu-west-1:123456789012:task/prod/1',
  AvailabilityZone: 'eu-west-1c',
  LaunchType: 'FARGATE',
}

const answer: RequestListener = ({ url }, response) =>
  void response.end(JSON.stringify(url === '/v4/task' ? TASK : CONTAINER))

const KNOWN = {
  origin: 'AWS::ECS::Fargate',
  aws: {
    account_id: '123456789012',
    ecs: {
      container: 'web',
      container_id: 'd-1',
      container_arn: CONTAINER.ContainerARN,
      task_arn: TASK.TaskARN,
      cluster_arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
      availability_zone: 'eu-west-1c',
      launch_type: 'fargate',
    },
    cloudwatch_logs: [
      { log_group: '/ecs/shop', arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/shop' },
    ],
  },
}
const PLATFORM_ONLY = { origin: 'AWS::ECS::Container' }

test.each<[string, RequestListener, object]>([
  ['answers', answer, KNOWN],
  ['answers after 100 ms', (request, response) => void setTimeout(answer, 100, request, response), KNOWN],
  ['answers with a page', (_, response) => void response.end('<html>'), PLATFORM_ONLY],
  ['answers with something else', (_, response) => void response.end('[null, 7]'), PLATFORM_ONLY],
  ['refuses', (_, response) => void response.writeHead(500).end('{}'), PLATFORM_ONLY],
  ['hangs up', request => void request.socket.destroy(), PLATFORM_ONLY],
  ['never answers', () => {}, PLATFORM_ONLY],
])('a metadata server that %s', async (_, listener, expected) => {
  await using server = await serveHttp(listener)
  const { code, documents, stderr } = await runTraced(['--require', 'spanray/register', '--eval', ONE_SPAN], {
    ECS_CONTAINER_METADATA_URI_V4: `${server.url}/v4`,
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(documents).toMatchObject([expected])
})

test('a metadata server that is not there', async () => {
  const { code, documents, stderr } = await runTraced(['--require', 'spanray/register', '--eval', ONE_SPAN], {
    ECS_CONTAINER_METADATA_URI_V4: 'http://127.0.0.1:9/v4',
  })
  expect({ code, stderr, documents }).toMatchObject({ code: 0, stderr: '', documents: [PLATFORM_ONLY] })
})

const ONE_SPAN = `require('@opentelemetry/api').trace.getTracer('test').startSpan('work').end()`
