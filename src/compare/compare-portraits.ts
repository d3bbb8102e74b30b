import { ASPECTS, type Aspect, type Portrait } from './portrait.ts'

/** What is not the same: only in the old one, only in the new one, or other than it was. */
export interface Change {
  subject: string
  old?: string
  new?: string
}

/** What changes in one respect. */
export interface ComparisonSection {
  aspect: Aspect
  /** How many facts are the same. */
  same: number
  /** Those that go first, then those that are other than they were, then those that come. */
  changes: Change[]
}

/** What changes from one recording to another. */
export type Comparison = ComparisonSection[]

/**
 * What changes from one recording to another of the same requests.
 *
 *     old: node shop is AWS::EC2::Instance; new: node shop is AWS::ECS::Fargate, node orders is AWS::DynamoDB::Table
 *     → [{ aspect: 'map', same: 0, changes: [
 *         { subject: 'node shop', old: 'AWS::EC2::Instance', new: 'AWS::ECS::Fargate' },
 *         { subject: 'node orders', new: 'AWS::DynamoDB::Table' }] }, …]
 */
export function comparePortraits(old: Portrait, current: Portrait): Comparison {
  return ASPECTS.map(aspect => {
    const before = factsOf(old, aspect)
    const after = factsOf(current, aspect)
    const changes: Change[] = []
    let same = 0
    for (const subject of new Set([...before.keys(), ...after.keys()])) {
      const was = before.get(subject)
      const is = after.get(subject)
      if (was === is) same++
      else
        changes.push({
          subject,
          ...(was !== undefined && { old: was }),
          ...(is !== undefined && { new: is }),
        })
    }
    return { aspect, same, changes: changes.sort((a, b) => rankOf(a) - rankOf(b)) }
  })
}

/** The facts of one aspect; two of one subject become one. */
function factsOf({ facts }: Portrait, aspect: Aspect): Map<string, string> {
  const values = new Map<string, string[]>()
  for (const fact of facts) {
    if (fact.aspect === aspect) values.set(fact.subject, [...(values.get(fact.subject) ?? []), fact.value])
  }
  return new Map([...values].map(([subject, each]) => [subject, each.sort().join(' and ')]))
}

function rankOf({ old, new: current }: Change): number {
  if (current === undefined) return 0
  return old === undefined ? 2 : 1
}
