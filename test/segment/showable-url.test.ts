import { describe, expect, test } from 'vitest'
import { type ConversionOptions, conversionSettings } from '../../src/segment/conversion-settings.ts'
import { showableUrl, withoutUser } from '../../src/segment/showable-url.ts'

const shown = (url: string, options: ConversionOptions = {}) => showableUrl(url, conversionSettings(options))

describe('showableUrl()', () => {
  test.each([
    ['https://a.example/p?q=1', 'https://a.example/p?q=1'],
    ['https://me:pw@a.example/p', 'https://a.example/p'],
    ['https://a.example/@me?x=@', 'https://a.example/@me?x=@'],
    ['https://a.example/?SIG=x&sv=1#sig', 'https://a.example/?SIG=REDACTED&sv=1#sig'],
    ['https://a.example/?a=1;password=x', 'https://a.example/?a=1;password=REDACTED'],
    ['https://a.example/?token', 'https://a.example/?token'],
    ['https://a.example/?token=&x=1', 'https://a.example/?token=REDACTED&x=1'],
    ['https://a.example/?a=1&token=s3cr3t&x=1', 'https://a.example/?a=1&token=REDACTED&x=1'],
    ['?token=s3cr3t', '?token=REDACTED'],
  ])('makes of %j %j', (url, redacted) => {
    expect(shown(url)).toBe(redacted)
  })

  test('hides the parameters that the user calls secret, too', () => {
    expect(shown('https://a.example/?Tan=1&b=2&sig=3', { secretParameters: ['tan'] })).toBe(
      'https://a.example/?Tan=REDACTED&b=2&sig=REDACTED',
    )
  })

  test('hides the parameters that the user calls secret, where there is no other', () => {
    expect(shown('https://a.example/?tan=12&b=2', { secretParameters: ['TAN'] })).toBe(
      'https://a.example/?tan=REDACTED&b=2',
    )
  })

  test('keeps or strips the query where the user wishes it, and the password in no case', () => {
    const url = 'https://me:pw@a.example/p?sig=1'
    expect(shown(url, { urlQuery: 'keep' })).toBe('https://a.example/p?sig=1')
    expect(shown(url, { urlQuery: 'strip' })).toBe('https://a.example/p')
    expect(shown('https://me:pw@a.example/p', { urlQuery: 'strip' })).toBe('https://a.example/p')
  })
})

test.each([
  ['postgresql://app:pw@db:5432/shop', 'postgresql://db:5432/shop'],
  ['jdbc:mysql://app:pw@db/shop', 'jdbc:mysql://db/shop'],
  ['no url @ all', 'no url @ all'],
])('withoutUser() makes of %j %j', (url, shown) => {
  expect(withoutUser(url)).toBe(shown)
})
