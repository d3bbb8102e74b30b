import { expect, test } from 'vitest'
import { FilterFault } from '../../src/filter/filter-fault.ts'

const token = { kind: 'word', text: 'servise', from: 3, to: 10 } as const
const candidates = ['AND', 'OR', 'service'].map(text => ({ text, kind: 'word' as const, about: '' }))

test('names the word that was most likely meant', () => {
  expect(new FilterFault(token, candidates).toError()).toEqual({
    message: 'Cannot read the filter at column 4: "servise" cannot stand here; did you mean service?',
    column: 4,
    length: 7,
    expected: ['AND', 'OR', 'service'],
  })
})

test('names what could stand there, and leaves out what is said in passing', () => {
  const [and, or, service] = candidates
  const fault = new FilterFault({ ...token, text: 'x'.repeat(99) }, [
    and!,
    or!,
    { ...service!, isAside: true },
  ])
  expect(fault.toError().message).toBe(
    `Cannot read the filter at column 4: "${'x'.repeat(40)}…" cannot stand here; expected AND or OR`,
  )
})
