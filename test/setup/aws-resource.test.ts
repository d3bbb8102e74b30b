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

test('awsResource() asks an instance of EC2, and none on a desk', async () => {
  const asked: string[] = []
  await using server = await serveHttp(({ url }, response) => {
    asked.push(url!)
    response.end(
      '{"instanceId":"i-1","availabilityZone":"eu-west-1b","instanceType":"t3.micro","imageId":"ami-1"}',
    )
  })
  const environment = { AWS_EC2_METADATA_SERVICE_ENDPOINT: server.url }
  const onInstance = (file: string) => (file.endsWith('/sys_vendor') ? 'Amazon EC2\n' : undefined)
  expect(
    awsResource(environment, file => (file.endsWith('/sys_vendor') ? 'LENOVO\n' : undefined)),
  ).toBeUndefined()
  expect(awsResource({ ...environment, AWS_EC2_METADATA_DISABLED: 'true' }, onInstance)).toBeUndefined()
  expect(awsResource({ ...environment, OTEL_NODE_RESOURCE_DETECTORS: 'env' }, onInstance)).toBeUndefined()
  expect(asked).toEqual([])
  const resource = awsResource(environment, onInstance)!
  await resource.waitForAsyncAttributes?.()
  expect(resource.attributes).toEqual({
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_ec2',
    'cloud.availability_zone': 'eu-west-1b',
    'host.id': 'i-1',
    'host.type': 't3.micro',
    'host.image.id': 'ami-1',
  })
  expect(asked).toHaveLength(2)
})

test('awsResource() takes App Runner for what it is, and Beanstalk by its file', () => {
  expect(awsResource({ AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE', AWS_REGION: 'eu-west-1' })?.attributes).toEqual({
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_app_runner',
    'cloud.region': 'eu-west-1',
  })
  const file = '{"environment_name":"shop-prod"}'
  expect(awsResource({}, name => (name.includes('beanstalk') ? file : undefined))?.attributes).toMatchObject({
    'cloud.platform': 'aws_elastic_beanstalk',
    'service.namespace': 'shop-prod',
  })
})

test('awsResource() is nothing in Lambda', () => {
  expect(awsResource({ AWS_LAMBDA_FUNCTION_NAME: 'f' })).toBeUndefined()
})
