import { expect, test } from 'vitest'
import { numberSetting } from '../../src/setup/number-setting.ts'

function setting(environment: NodeJS.ProcessEnv, least = 1) {
  const warnings: string[] = []
  return { number: numberSetting(environment, ['A', 'B'], least, text => warnings.push(text)), warnings }
}

test.each([
  [{}, undefined],
  [{ A: '', B: ' ' }, undefined],
  [{ A: '7' }, 7],
  [{ B: ' 8 ' }, 8],
  [{ A: '7', B: '8' }, 7],
])('numberSetting() of %j is %s', (environment, number) => {
  expect(setting(environment)).toEqual({ number, warnings: [] })
})

test.each(['many', '0', '-1', '1.5', '1e99', 'Infinity', '5s'])(
  'numberSetting() refuses %s, and says so',
  text => {
    const { number, warnings } = setting({ A: text, B: '8' })
    expect(number).toBeUndefined()
    expect(warnings).toEqual([expect.stringContaining(`A='${text}'`)])
    expect(warnings[0]).toContain('from 1 up')
  },
)
