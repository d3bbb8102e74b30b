import { expect, test } from 'vitest'
import { parsePlace } from '../../../src/segment/stack/place.ts'

test.each([
  ['/srv/a.js:1:2', { path: '/srv/a.js', line: 1 }],
  ['/srv/a.js:123:456', { path: '/srv/a.js', line: 123 }],
  ['native:45', { path: 'native', line: 45 }],
  ['native:7', { path: 'native', line: 7 }],
  ['C:\\a.js:1:2', { path: 'C:\\a.js', line: 1 }],
  ['index 0', { path: 'index 0' }],
  ['/srv/a.js:1:2:3', { path: '/srv/a.js:1', line: 2 }],
  ['/srv/a.js:12345678901', { path: '/srv/a.js:12345678901' }],
  ['', { path: '' }],
])('parsePlace() reads %j', (text, place) => {
  expect(parsePlace(text)).toEqual(place)
})
