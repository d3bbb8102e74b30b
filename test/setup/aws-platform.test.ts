import { expect, test } from 'vitest'
import { awsPlatform } from '../../src/setup/aws-platform.ts'

const VENDOR = '/sys/devices/virtual/dmi/id/sys_vendor'
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'
const token = (iss: string) => `e30.${Buffer.from(JSON.stringify({ iss })).toString('base64url')}.c2ln`
const eks = {
  KUBERNETES_SERVICE_HOST: '10.0.0.1',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
}

test.each<[string, NodeJS.ProcessEnv, Record<string, string>, string | undefined]>([
  ['a desk', {}, { [VENDOR]: 'LENOVO\n' }, undefined],
  ['nothing known', {}, {}, undefined],
  ['Lambda', { AWS_LAMBDA_FUNCTION_NAME: 'f', ECS_CONTAINER_METADATA_URI_V4: 'http://a' }, {}, undefined],
  ['ECS on EC2', { ECS_CONTAINER_METADATA_URI_V4: 'http://a' }, { [VENDOR]: 'Amazon EC2\n' }, 'ecs'],
  ['EKS', eks, { [VENDOR]: 'Amazon EC2\n' }, 'eks'],
  [
    'EKS with Pod Identity',
    {
      KUBERNETES_SERVICE_HOST: 'a',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:
        '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
    },
    {},
    'eks',
  ],
  [
    'EKS by the token of its pods',
    { KUBERNETES_SERVICE_HOST: 'a' },
    { [TOKEN]: token('https://oidc.eks.eu-west-1.amazonaws.com/id/E') },
    'eks',
  ],
  [
    'a Kubernetes of Google',
    { KUBERNETES_SERVICE_HOST: 'a' },
    { [TOKEN]: token('https://container.googleapis.com/v1/p') },
    undefined,
  ],
  ['an older ECS', { ECS_CONTAINER_METADATA_URI: 'http://a' }, {}, 'ecs'],
  ['App Runner', { AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE' }, {}, 'app_runner'],
  [
    'App Runner that the user names',
    {
      OTEL_RESOURCE_ATTRIBUTES: 'team=a,cloud.platform=aws_app_runner',
      ECS_CONTAINER_METADATA_URI_V4: 'http://a',
    },
    {},
    'app_runner',
  ],
  ['Fargate', { AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE', ECS_CONTAINER_METADATA_URI_V4: 'http://a' }, {}, 'ecs'],
  ['another Kubernetes', { KUBERNETES_SERVICE_HOST: 'a' }, {}, undefined],
  [
    'Beanstalk',
    {},
    { '/var/elasticbeanstalk/xray/environment.conf': '{}', [VENDOR]: 'Amazon EC2' },
    'elastic_beanstalk',
  ],
  ['EC2', {}, { [VENDOR]: 'Amazon EC2\n' }, 'ec2'],
  ['an older EC2', {}, { [VENDOR]: 'Xen', '/sys/hypervisor/uuid': 'ec2e1916-9099' }, 'ec2'],
  ['EC2 that may not be asked', { AWS_EC2_METADATA_DISABLED: 'true' }, { [VENDOR]: 'Amazon EC2' }, undefined],
])('awsPlatform() knows %s', (_, environment, files, platform) => {
  expect(awsPlatform(environment, file => files[file])).toBe(platform)
})
