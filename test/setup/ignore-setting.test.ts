import { expect, test } from 'vitest'
import { ignoreSetting } from '../../src/setup/ignore-setting.ts'

test('ignoreSetting() reads a list of rules, and says which item is none', () => {
  const warnings: string[] = []
  const rules = ignoreSetting(
    { SPANRAY_IGNORE: '/health, agent:ELB-HealthChecker*,health,host:*.internal' },
    message => warnings.push(message),
  )
  expect(rules).toEqual({ paths: ['/health'], agents: ['elb-healthchecker*'], hosts: ['*.internal'] })
  expect(warnings).toEqual([expect.stringMatching(/^SPANRAY_IGNORE: 'health' is no rule.*write \/path/)])
})

test('ignoreSetting() ignores nothing where nothing is said', () => {
  expect(ignoreSetting({}, () => {})).toEqual({ paths: [], agents: [], hosts: [] })
})
