import { expect, test } from 'vitest'
import { captureAsync } from '../../src/capture/capture-async.ts'
import { setUser } from '../../src/capture/set-user.ts'
import { traced } from '../fixtures/traced.ts'

test('setUser() names the user of the segment, from a span nested in it as well', async () => {
  const { document } = await traced(() => setUser('ann'))
  expect(document.user).toBe('ann')
  const nested = await traced(() => captureAsync('work', () => setUser('bob')))
  expect(nested.document).toMatchObject({ user: 'bob', subsegments: [{ name: 'work' }] })
  expect(JSON.stringify(nested.document).match(/bob/g)).toHaveLength(1)
})

test('setUser() takes a number for its digits, and nothing for nobody', async () => {
  const { document } = await traced(() => setUser(42))
  expect(document.user).toBe('42')
  const anonymous = await traced(() => setUser(undefined))
  expect(anonymous.document).not.toHaveProperty('user')
})

test('setUser() leaves an annotation where the document holds no segment', async () => {
  const { documents } = await traced(() => captureAsync('work', () => setUser('bob')), { nest: false })
  const work = documents.find(({ name }) => name === 'work')
  expect(work?.annotations).toEqual({ 'enduser.id': 'bob' })
})

test('setUser() does nothing where nothing is recorded', async () => {
  setUser('ann')
  const { spans } = await traced(() => setUser('ann'), { sampled: false })
  expect(spans).toEqual([])
})
