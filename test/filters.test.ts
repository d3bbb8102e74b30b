import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { completionsAt, parseFilter } from '../src/filter/index.ts'

// docs/filters.md is what people write filters by: all that it shows can be read, and no keyword is missing on it.

const page = readFileSync(new URL('../docs/filters.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^```\n(.*?)\n```$/gms)].map(([, block]) => block!)
const isError = (block: string) => block.startsWith('Cannot read')
const rows = [...page.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) => row!.split(' | '))
const codesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)

const examples = [...blocks.filter(block => !isError(block)), ...rows.flatMap(cells => codesIn(cells[2]))]

test.each(examples)('%s', example => {
  expect(parseFilter(example)).toEqual({ filter: expect.anything() })
})

test('what cannot be read is answered as the page says', () => {
  expect(blocks.filter(isError)).toEqual([parseFilter('fautl').error?.message])
})

const keywords = rows.flatMap(([first]) => codesIn(first))

test.each([
  ['a filter', ''],
  ['service { … }', 'service {'],
  ['edge { … }', 'edge {'],
  ['.service { … }', 'rootcause.fault.service {'],
  ['.entity { … }', 'rootcause.responsetime.entity {'],
  ['.exception { … }', 'rootcause.error.exception {'],
])('every keyword that can stand in %s is on the page', (place, text) => {
  const row = rows.find(([first]) => first === `\`${place}\``) ?? []
  const written = [...codesIn(row[1]), ...(place.startsWith('.') ? [] : keywords)].join(' ')
  const offered = completionsAt(text, text.length).items.filter(({ kind }) => kind === 'keyword')
  // The ways to root causes have a table of their own.
  const names = offered
    .map(item => item.text.replace(/( [{=]|[([])$/, ''))
    .filter(name => !/^rootcause/.test(name))
  expect(names.filter(name => !written.includes(name))).toEqual([])
})
