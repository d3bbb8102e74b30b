import { expect, test } from 'vitest'
import { ruleMatcher } from '../../src/sampling/rule-matcher.ts'
import { sampledRequest } from '../../src/sampling/sampled-request.ts'
import { samplingRule } from '../fixtures/sampling-rule.ts'

const request = sampledRequest({
  'http.request.method': 'GET',
  'url.path': '/users/7/photo',
  'server.address': 'api.example.com',
  tier: 'Gold',
  retries: 3,
})
const service = { name: 'shop', type: 'AWS::ECS::Fargate', arn: 'arn:aws:ecs:eu-west-1:1:container/x' }

test.each([
  [{}, true],
  [{ URLPath: '/USERS/*/photo', HTTPMethod: 'get', Host: '*.example.com' }, true],
  [{ URLPath: '/users/?' }, false],
  [{ HTTPMethod: 'POST' }, false],
  [{ Host: 'example.com' }, false],
  [{ ServiceName: 'SH*', ServiceType: 'AWS::ECS::*', ResourceARN: 'arn:aws:ecs:*' }, true],
  [{ ServiceName: 'stock' }, undefined],
  [{ ServiceType: 'AWS::EC2::Instance' }, undefined],
  [{ ResourceARN: 'arn:aws:lambda:*' }, undefined],
  [{ Attributes: { tier: 'gold', retries: '3' } }, true],
  [{ Attributes: { tier: 'gold', absent: '*' } }, true],
  [{ Attributes: { tier: 'silver' } }, false],
  [{ Attributes: { absent: '?*' } }, false],
])('ruleMatcher(%j) says %j', (fields, expected) => {
  expect(ruleMatcher(samplingRule(fields), service)?.(request)).toBe(expected)
})

test('ruleMatcher() takes what is not said for * alone', () => {
  const silent = sampledRequest({})
  expect(ruleMatcher(samplingRule({ Host: '?*' }), {})?.(silent)).toBe(false)
  expect(ruleMatcher(samplingRule({ URLPath: '/' }), {})?.(silent)).toBe(true)
  expect(ruleMatcher(samplingRule({ ServiceName: 'shop' }), {})).toBeUndefined()
})
