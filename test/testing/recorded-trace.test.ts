import { expect, test } from 'vitest'
import { shopTrace } from './shop-trace.ts'

test('recordedTrace() finds segments and subsegments by name, and who calls whom', () => {
  expect(shopTrace.find('shop')).toMatchObject({ fault: true })
  expect(shopTrace.find('nobody')).toBeUndefined()
  expect(shopTrace.calls).toEqual([['shop', 'pay']])
})
