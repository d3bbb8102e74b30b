import { expect, test } from 'vitest'
import { comparePortraits, type Portrait } from '../../src/compare/index.ts'

const portrait = (facts: Record<string, string>): Portrait => ({
  facts: Object.entries(facts).map(([subject, value]) => ({ aspect: 'map', subject, value })),
  refusals: [],
})

test('takes facts of one subject together, whichever comes first', () => {
  const fact = (value: string) => ({ aspect: 'map' as const, subject: 'edge a → b', value })
  const old = { facts: [fact('1 call'), fact('2 calls')], refusals: [] }
  const current = { facts: [fact('2 calls'), fact('1 call')], refusals: [] }
  expect(comparePortraits(old, current)[0]).toEqual({ aspect: 'map', same: 1, changes: [] })
})

test('tells what goes, what is other than it was, and what comes', () => {
  const old = portrait({
    'node shop': 'AWS::EC2::Instance',
    'node db@host': 'Database::SQL',
    'node pay': 'remote',
  })
  const current = portrait({
    'node orders': 'AWS::DynamoDB::Table',
    'node shop': 'AWS::ECS::Fargate',
    'node pay': 'remote',
  })
  expect(comparePortraits(old, current)).toEqual([
    {
      aspect: 'map',
      same: 1,
      changes: [
        { subject: 'node db@host', old: 'Database::SQL' },
        { subject: 'node shop', old: 'AWS::EC2::Instance', new: 'AWS::ECS::Fargate' },
        { subject: 'node orders', new: 'AWS::DynamoDB::Table' },
      ],
    },
    { aspect: 'filters', same: 0, changes: [] },
    { aspect: 'alarms', same: 0, changes: [] },
    { aspect: 'size', same: 0, changes: [] },
  ])
})
