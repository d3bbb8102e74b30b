import { describe, expect, test } from 'vitest'
import { HelpRequest, readOptions, readWholeNumber, UsageError } from '../../src/cli/read-options.ts'

const options = { json: { type: 'boolean' }, limit: { type: 'string', default: '20' } } as const

describe('readOptions()', () => {
  test('gives options and words', () => {
    const { values, words } = readOptions(['--json', 'x'], options, 'help', ['ID'])
    expect({ ...values, words }).toEqual({ json: true, limit: '20', words: ['x'] })
  })

  test.each([
    [['--jason'], "Unknown option '--jason'"],
    [['--limit'], "Option '--limit <value>' argument missing"],
    [['a', 'b'], "Unexpected argument 'b'"],
    [[], 'ID is missing'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args, options, 'help', ['ID'])).toThrow(new UsageError(message))
  })

  test('asks for help wherever it is asked for', () => {
    expect(() => readOptions(['--wrong', '--help'], options, 'How it is called')).toThrow(
      new HelpRequest('How it is called'),
    )
  })
})

describe('readWholeNumber()', () => {
  test('reads what is within the range', () => {
    expect(readWholeNumber('--port', '2000', 0, 65_535)).toBe(2000)
  })

  test.each(['', '-1', '1.5', '0x10', '65536', '1e3', ' 5'])('refuses %j', text => {
    expect(() => readWholeNumber('--port', text, 0, 65_535)).toThrow(
      `--port is '${text}'; it must be a whole number from 0 to 65535`,
    )
  })
})
