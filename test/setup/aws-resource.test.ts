import { expect, test } from 'vitest'
import { awsResource } from '../../src/setup/aws-resource.ts'
import { serveHttp } from '../fixtures/http-server.ts'

test('awsResource() knows the platform at once, and the rest when the metadata server has answered', async () => {
  await using server = await serveHttp(({ url }, response) =>
    response.end(url?.endsWith('/task') ? '{"LaunchType":"EC2"}' : '{"Name":"shop"}'),
  )
  const resource = awsResource({ ECS_CONTAINER_METADATA_URI_V4: server.url })!
  expect(resource.asyncAttributesPending).toBe(true)
  await resource.waitForAsyncAttributes?.()
  expect(resource.attributes).toEqual({
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_ecs',
    'container.name': 'shop',
    'aws.ecs.launchtype': 'ec2',
  })
})

test('awsResource() makes do without an answer', async () => {
  const resource = awsResource({ ECS_CONTAINER_METADATA_URI_V4: 'http://127.0.0.1:9' })!
  await resource.waitForAsyncAttributes?.()
  expect(resource.attributes).toEqual({ 'cloud.provider': 'aws', 'cloud.platform': 'aws_ecs' })
})

test('awsResource() knows a pod of EKS at once', () => {
  const environment = {
    KUBERNETES_SERVICE_HOST: 'a',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/t',
    HOSTNAME: 'shop-1',
  }
  expect(awsResource(environment)?.attributes).toMatchObject({
    'cloud.platform': 'aws_eks',
    'k8s.pod.name': 'shop-1',
  })
})

test('awsResource() is nothing in Lambda', () => {
  expect(awsResource({ AWS_LAMBDA_FUNCTION_NAME: 'f' })).toBeUndefined()
})
