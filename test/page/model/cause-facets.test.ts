import { expect, test } from 'vitest'
import type { TraceSummary } from '../../../src/local/index.ts'
import { causeFacets } from '../../../src/page/model/cause-facets.ts'

const failed = (...messages: string[]) =>
  ({
    FaultRootCauses: [
      {
        Services: [
          { EntityPath: [{ Exceptions: messages.map(Message => ({ Name: 'Error', Message })) }, {}] },
        ],
      },
    ],
  }) as unknown as TraceSummary

test('causeFacets() counts the traces in which something was said', () => {
  expect(causeFacets([failed('no', 'no'), failed('no', 'never'), {} as TraceSummary])).toEqual([
    {
      field: 'rootcause.fault.exception',
      values: [
        { value: 'no', count: 2 },
        { value: 'never', count: 1 },
      ],
      distinct: 2,
    },
  ])
})
