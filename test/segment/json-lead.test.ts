import { expect, test, vi } from 'vitest'

// Another test may have filled the memory of the one that all share.
vi.resetModules()
const { BEFORE_OBJECT, BEFORE_TEXT, leadOf } = await import('../../src/segment/json-lead.ts')

test('leadOf() knows how long each lead of a key is: after nothing, a value and an open text', () => {
  const lead = leadOf('http')
  expect(lead?.map(({ length }) => length)).toEqual([7, 8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10])
  expect(lead?.[4 + BEFORE_TEXT]?.length).toBe(',"http":"'.length)
  expect(lead?.[8 + BEFORE_OBJECT]?.length).toBe('","http":{'.length)
  expect(leadOf('http')).toBe(lead)
})

test.each([['k'.repeat(201)], ['\x7f😀']])('leadOf() remembers no key such as %j', key => {
  expect(leadOf(key)).toBeUndefined()
})
