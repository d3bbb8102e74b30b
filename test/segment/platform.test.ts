import { describe, expect, test } from 'vitest'
import { convertOne } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const onPlatform = (attributes: Record<string, unknown>) =>
  convertOne(
    endedSpan({ kind: 'server', resource: { attributes: { 'cloud.provider': 'aws', ...attributes } } }),
  )

describe('originOf()', () => {
  test.each([
    ['aws_lambda', undefined, 'AWS::Lambda::Function'],
    ['aws_app_runner', undefined, 'AWS::AppRunner::Service'],
    ['aws_elastic_beanstalk', undefined, 'AWS::ElasticBeanstalk::Environment'],
    ['aws_eks', undefined, 'AWS::EKS::Container'],
    ['aws_ecs', 'fargate', 'AWS::ECS::Fargate'],
    ['aws_ecs', 'EC2', 'AWS::ECS::EC2'],
    ['aws_ecs', undefined, 'AWS::ECS::Container'],
    ['aws_ec2', undefined, 'AWS::EC2::Instance'],
    ['aws_openshift', undefined, undefined],
    [undefined, undefined, undefined],
  ])('gives %s (%s) %s', (platform, launchType, origin) => {
    expect(onPlatform({ 'cloud.platform': platform, 'aws.ecs.launchtype': launchType }).origin).toBe(origin)
  })
})

describe('writePlatform()', () => {
  test.each([
    [
      'an EC2 instance',
      {
        'cloud.platform': 'aws_ec2',
        'host.id': 'i-1',
        'host.type': 'm5.xlarge',
        'host.image.id': 'ami-1',
        'cloud.availability_zone': 'us-east-1c',
      },
      {
        ec2: {
          instance_id: 'i-1',
          availability_zone: 'us-east-1c',
          instance_size: 'm5.xlarge',
          ami_id: 'ami-1',
        },
      },
    ],
    [
      'an ECS task',
      {
        'cloud.platform': 'aws_ecs',
        'container.name': 'web',
        'container.id': '0123',
        'aws.ecs.task.arn': 'arn:t',
        'aws.ecs.task.family': 'f',
        'aws.ecs.cluster.arn': 'arn:c',
        'aws.ecs.container.arn': 'arn:k',
        'aws.ecs.launchtype': 'fargate',
      },
      {
        ecs: {
          container: 'web',
          container_id: '0123',
          task_arn: 'arn:t',
          task_family: 'f',
          cluster_arn: 'arn:c',
          container_arn: 'arn:k',
          launch_type: 'fargate',
        },
      },
    ],
    [
      'a pod in EKS, on its instance',
      {
        'cloud.platform': 'aws_eks',
        'k8s.cluster.name': 'prod',
        'k8s.pod.name': 'web-1',
        'container.id': '0123',
        'host.id': 'i-1',
      },
      { ec2: { instance_id: 'i-1' }, eks: { cluster_name: 'prod', pod: 'web-1', container_id: '0123' } },
    ],
    [
      'a Beanstalk environment',
      {
        'cloud.platform': 'aws_elastic_beanstalk',
        'service.namespace': 'prod',
        'service.version': '2.1',
        'service.instance.id': '32',
      },
      { elastic_beanstalk: { environment_name: 'prod', version_label: '2.1', deployment_id: 32 } },
    ],
    [
      'an EC2 instance that nobody names',
      { 'cloud.platform': 'aws_ec2', 'cloud.availability_zone': 'us-east-1c' },
      { ec2: { availability_zone: 'us-east-1c' } },
    ],
    [
      'an ECS task, and no instance',
      { 'cloud.platform': 'aws_ecs', 'cloud.availability_zone': 'us-east-1c' },
      { ecs: { availability_zone: 'us-east-1c' } },
    ],
    [
      'a pod in EKS whose cluster nobody names',
      { 'cloud.platform': 'aws_eks', 'k8s.pod.name': 'web-1' },
      { eks: { pod: 'web-1' } },
    ],
    [
      'a cluster on instances, and no Beanstalk environment',
      { 'cloud.platform': 'aws_ec2', 'k8s.cluster.name': 'prod', 'service.namespace': 'prod' },
      { eks: { cluster_name: 'prod' } },
    ],
    [
      'a container where nobody names the provider, and not of its host',
      {
        'cloud.provider': undefined,
        'cloud.platform': 'aws_ecs',
        'container.id': '0123',
        'host.id': 'laptop',
      },
      { ecs: { container_id: '0123' } },
    ],
    [
      'a Beanstalk environment whose instance is no number',
      {
        'cloud.platform': 'aws_elastic_beanstalk',
        'service.namespace': 'prod',
        'service.instance.id': 'i-1',
      },
      { elastic_beanstalk: { environment_name: 'prod' } },
    ],
    [
      'a log group whose ARN is none',
      { 'aws.log.group.arns': ['/a/b', '', 7] },
      { cloudwatch_logs: [{ log_group: '/a/b', arn: '/a/b' }] },
    ],
    ['an account', { 'cloud.account.id': '123456789012' }, { account_id: '123456789012' }],
    [
      "log groups by ARN, without the star that breaks the console's link",
      {
        'aws.log.group.arns': ['arn:aws:logs:us-east-1:1:log-group:/a/b:*'],
        'aws.log.group.names': ['ignored'],
      },
      { cloudwatch_logs: [{ log_group: '/a/b', arn: 'arn:aws:logs:us-east-1:1:log-group:/a/b' }] },
    ],
    [
      'log groups by name',
      { 'aws.log.group.names': 'a&&b' },
      { cloudwatch_logs: [{ log_group: 'a' }, { log_group: 'b' }] },
    ],
  ])('tells of %s', (_, attributes, aws) => {
    expect(onPlatform(attributes).aws).toEqual(aws)
  })

  test('tells of a Lambda function by its ARN, without the version', () => {
    const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:orders'
    const document = onPlatform({ 'cloud.platform': 'aws_lambda', 'cloud.resource_id': `${arn}:7` })
    expect(document).toMatchObject({
      origin: 'AWS::Lambda::Function',
      resource_arn: arn,
      aws: { function_arn: arn },
    })
  })

  test.each([
    ['elsewhere', 'aws_ec2', 'arn:aws:lambda:eu-west-1:1:function:orders'],
    ['by another id', 'aws_lambda', 'orders'],
    ['by what is no ARN', 'aws_lambda', 'see arn:aws:lambda:eu-west-1:1:function:orders'],
  ])('tells of no function %s', (_, platform, id) => {
    const document = onPlatform({ 'cloud.platform': platform, 'cloud.resource_id': id })
    expect(document).not.toHaveProperty('resource_arn')
    expect(document).not.toHaveProperty('aws.function_arn')
  })

  test("tells of a Lambda function by the ARN's older name", () => {
    const arn = 'arn:aws-cn:lambda:cn-north-1:1:function:orders'
    expect(onPlatform({ 'cloud.platform': 'aws_lambda', 'faas.id': arn }).resource_arn).toBe(arn)
  })

  test('tells nothing of another cloud', () => {
    const document = onPlatform({
      'cloud.provider': 'gcp',
      'cloud.platform': 'aws_ec2',
      'host.id': 'i-1',
      'cloud.account.id': 'p',
    })
    expect(document).not.toHaveProperty('aws')
    expect(document).not.toHaveProperty('origin')
    expect(document.metadata?.default).toMatchObject({ 'otel.resource.host.id': 'i-1' })
  })
})
