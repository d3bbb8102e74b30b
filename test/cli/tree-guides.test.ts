import { expect, test } from 'vitest'
import { withTreeGuides } from '../../src/cli/tree-guides.ts'
import { timelineOf } from '../../src/local/index.ts'
import { segment, subsegment } from '../document/documents.ts'

test('withTreeGuides() draws the tree that rows form', () => {
  const tree = segment('a', {
    subsegments: [
      subsegment('b', {
        subsegments: [subsegment('c'), subsegment('d', { subsegments: [subsegment('e')] })],
      }),
      subsegment('f'),
    ],
  })
  const guided = withTreeGuides(timelineOf([tree])?.rows ?? [])
  expect(guided.map(({ guide, row, guideBelow }) => [guide + row.name, guideBelow])).toEqual([
    ['a', '│  '],
    ['├─ b', '│  │  '],
    ['│  ├─ c', '│  │     '],
    ['│  └─ d', '│     │  '],
    ['│     └─ e', '│           '],
    ['└─ f', '      '],
  ])
})

test('withTreeGuides() lets no row stand further right than eight levels, and says how much deeper it is', () => {
  let inner = subsegment('inmost')
  for (let level = 18; level > 0; level--) inner = subsegment(`${level}`, { subsegments: [inner] })
  const guided = withTreeGuides(timelineOf([segment('a', { subsegments: [inner] })])?.rows ?? [])
  expect(guided.slice(7).map(({ guide, row }) => guide.trimStart() + row.name)).toEqual([
    '└─ 7',
    '└─ 8',
    ...Array.from({ length: 10 }, (_, at) => `+${at + 1} ${at + 9}`),
    '+11 inmost',
  ])
  expect(guided.at(-1)?.guide).toHaveLength(25)
})
