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

test('withTreeGuides() lets no row stand further right than eight levels', () => {
  let inner = subsegment('inmost')
  for (let level = 0; level < 50; level++) inner = subsegment(`${level}`, { subsegments: [inner] })
  const guided = withTreeGuides(timelineOf([segment('a', { subsegments: [inner] })])?.rows ?? [])
  expect(Math.max(...guided.map(({ guide }) => guide.length))).toBe(24)
})
