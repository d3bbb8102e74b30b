import { expect, test } from 'vitest'
import { comparisonText } from '../../src/cli/comparison-text.ts'
import { createPaint } from '../../src/cli/terminal.ts'
import type { Comparison } from '../../src/compare/index.ts'

const comparison: Comparison = [
  {
    aspect: 'map',
    same: 4,
    changes: [
      { subject: 'node db@host', old: 'Database::SQL' },
      { subject: 'node shop', old: 'AWS::EC2::Instance', new: 'AWS::ECS::Fargate' },
      { subject: 'edge shop → orders', new: '3 calls' },
    ],
  },
  { aspect: 'filters', same: 12, changes: [] },
  { aspect: 'size', same: 0, changes: [{ subject: 'bytes', old: '2,000', new: '1,500' }] },
]

test('lines up what goes, changes and comes', () => {
  expect(comparisonText(comparison, 100, createPaint(false))).toEqual([
    'Service map   4 the same, 3 not',
    '  - node db@host        Database::SQL',
    '  ~ node shop           AWS::EC2::Instance → AWS::ECS::Fargate',
    '  + edge shop → orders  3 calls',
    '',
    'Filters       12 the same',
    '',
    'Size          0 the same, 1 not',
    '  ~ bytes               2,000 → 1,500 (−25 %)',
    '',
  ])
})

test('fits the terminal, and lets nothing through that a terminal obeys', () => {
  const changes = [{ subject: `http.url ${'x'.repeat(200)}`, old: '\u001b[31m200', new: 'y'.repeat(200) }]
  const [, line = ''] = comparisonText([{ aspect: 'filters', same: 0, changes }], 80, createPaint(false))
  expect(line.length).toBeLessThanOrEqual(80)
  expect(line).not.toContain('\u001b')
})
