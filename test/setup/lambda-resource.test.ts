import { expect, test } from 'vitest'
import { lambdaResource } from '../../src/setup/lambda-resource.ts'

test('lambdaResource() tells of the function, and of nothing elsewhere', () => {
  expect(lambdaResource({ AWS_REGION: 'eu-west-1' })).toEqual({})
  expect(
    lambdaResource({
      AWS_LAMBDA_FUNCTION_NAME: 'pay',
      AWS_LAMBDA_FUNCTION_VERSION: '7',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/pay',
      AWS_LAMBDA_LOG_STREAM_NAME: 'a/[7]b',
      AWS_REGION: 'eu-west-1',
    }),
  ).toEqual({
    'cloud.provider': 'aws',
    'cloud.platform': 'aws_lambda',
    'cloud.region': 'eu-west-1',
    'faas.name': 'pay',
    'faas.version': '7',
    'faas.instance': 'a/[7]b',
    'faas.max_memory': 134_217_728,
    'aws.log.group.names': ['/aws/lambda/pay'],
  })
})
