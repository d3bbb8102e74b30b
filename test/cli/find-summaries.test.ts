import { beforeEach, expect, test } from 'vitest'
import { findSummaries } from '../../src/cli/find-summaries.ts'

const requests: object[] = []
beforeEach(() => void requests.splice(0))

const source = {
  name: 'x',
  ask: async <Result>(_path: string, request: object) => {
    requests.push(request)
    const at = requests.length
    return { TraceSummaries: [{ Id: `${at}a` }, { Id: `${at}b` }], NextToken: `t${at}` } as Result
  },
}

test('findSummaries() asks for page after page, as far as is wanted', async () => {
  const found = await findSummaries(source, { startSeconds: 1, endSeconds: 2, filter: 'fault', limit: 3 })
  expect(found.map(({ Id }) => Id)).toEqual(['1a', '1b', '2a'])
  expect(requests).toEqual([
    { StartTime: 1, EndTime: 2, FilterExpression: 'fault' },
    { StartTime: 1, EndTime: 2, FilterExpression: 'fault', NextToken: 't1' },
  ])
})

test('findSummaries() looks no further back than a page of traces that are known', async () => {
  const known = ['1a', '2a', '2b']
  const isKnown = (id: string) => known.includes(id)
  const found = await findSummaries(source, { startSeconds: 1, endSeconds: 2, limit: 100, isKnown })
  expect(found.map(({ Id }) => Id)).toEqual(['1a', '1b', '2a', '2b'])
})
