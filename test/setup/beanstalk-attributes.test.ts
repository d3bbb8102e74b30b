import { expect, test } from 'vitest'
import { beanstalkAttributes } from '../../src/setup/beanstalk-attributes.ts'

test('beanstalkAttributes() reads the file', () => {
  const file = '{"environment_name":"shop-prod","version_label":"v7","deployment_id":3}'
  expect(beanstalkAttributes(file)).toEqual({
    'service.namespace': 'shop-prod',
    'service.version': 'v7',
    'service.instance.id': '3',
  })
})

test.each([undefined, '', 'no JSON'])('beanstalkAttributes(%j) is empty', text => {
  expect(beanstalkAttributes(text)).toEqual({})
})
