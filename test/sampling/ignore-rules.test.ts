import { expect, test } from 'vitest'
import { parseIgnoreRules } from '../../src/sampling/index.ts'

test('parseIgnoreRules() tells paths, hosts and user agents apart', () => {
  const rules = parseIgnoreRules(
    ['/Health', '*.css', 'host:169.254.169.254', 'HOST:*.Internal:8080', 'agent:ELB-HealthChecker*'],
    () => expect.unreachable(),
  )
  expect(rules).toEqual({
    paths: ['/health', '*.css'],
    hosts: ['169.254.169.254', '*.internal:8080'],
    agents: ['elb-healthchecker*'],
  })
})

test.each(['health', 'path:/x', 'host:', ''])('parseIgnoreRules() leaves out %j, and says so', text => {
  const warnings: string[] = []
  expect(parseIgnoreRules([text], message => warnings.push(message))).toEqual({
    paths: [],
    hosts: [],
    agents: [],
  })
  expect(warnings).toEqual([expect.stringContaining(`'${text}'`)])
})
