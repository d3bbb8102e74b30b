import { describe, expect, test } from 'vitest'
import { overviewOf, resourcesOf, sqlOf } from '../../../src/page/model/describe-row.ts'
import { idOf } from '../../document/documents.ts'
import { sketchedTrace } from './sketched-trace.ts'

const tree = sketchedTrace([
  'shop',
  0,
  2,
  {
    origin: 'AWS::ECS::Fargate',
    user: 'alice',
    aws: { ecs: { container: 'c1' }, resource_names: ['a', 'b'] },
  },
  [
    'shop@db',
    0.5,
    1,
    {
      namespace: 'remote',
      error: true,
      http: { request: { method: 'GET', url: 'http://a/' }, response: { status: 404 } },
      sql: { sanitized_query: 'SELECT ?', database_type: 'PostgreSQL' },
    },
  ],
])
const [shop, query] = tree.rows

describe('what the details of a row tell', () => {
  test('Overview', () => {
    const facts = Object.fromEntries(overviewOf(tree, query!))
    expect(facts).toMatchObject({
      'Subsegment id': query!.entity.id,
      'Parent id': idOf('shop'),
      Duration: '500 ms',
      'Request URL': 'http://a/',
      'Response code': '404',
      Error: 'true',
    })
    expect(facts).not.toHaveProperty('Fault')
    expect(Object.fromEntries(overviewOf(tree, shop!))).toMatchObject({
      'Segment id': idOf('shop'),
      User: 'alice',
    })
  })

  test('Resources, by their paths', () => {
    expect(resourcesOf(shop!)).toEqual([
      ['Origin', 'AWS::ECS::Fargate'],
      ['aws.ecs.container', 'c1'],
      ['aws.resource_names', 'a, b'],
    ])
  })

  test('SQL, with the statement by itself', () => {
    expect(sqlOf(query!)).toEqual({ facts: [['database_type', 'PostgreSQL']], statement: 'SELECT ?' })
    expect(sqlOf(shop!)).toEqual({ facts: [], statement: undefined })
  })
})
