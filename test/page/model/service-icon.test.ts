import { expect, test } from 'vitest'
import { serviceIcon } from '../../../src/page/model/service-icon.ts'

test.each([
  ['AWS::DynamoDB::Table', 'database'],
  ['Database::SQL', 'database'],
  ['AWS::Lambda::Function', 'function'],
  ['AWS::SQS::Queue', 'queue'],
  ['AWS::ApiGateway::Stage', 'gateway'],
  ['AWS::Unheard', 'cloud'],
  ['client', 'client'],
  ['remote', 'remote'],
  [undefined, 'service'],
])('%s is drawn as a %s', (type, icon) => {
  expect(serviceIcon(type)).toBe(icon)
})
