import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { traceFile } from '../../../src/page/model/trace-file.ts'
import { segment } from '../../document/documents.ts'

const TEMPLATE = '<body><script id="trace-file" type="application/json">null</script><script>run()</script>'
const dataOf = (html: string) => /application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? ''

describe('traceFile()', () => {
  test('puts the documents into the page as data', () => {
    const document = segment('shop', { annotations: { text: '</script><script>alert(1)</script>$&' } })
    const html = traceFile(TEMPLATE, [document])
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(JSON.parse(dataOf(html))).toEqual([document])
  })

  test('no text of a trace ends the element that it stands in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), name => {
        const html = traceFile(TEMPLATE, [segment(name)])
        expect(JSON.parse(dataOf(html))[0].name).toBe(name)
        expect(html.match(/<!--|<\/?script/g)).toHaveLength(4)
      }),
    )
  })

  test('says so when the page has no room for a trace', () => {
    expect(() => traceFile('<html>', [])).toThrow('none that the build made')
  })
})
