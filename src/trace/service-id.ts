import type { Segment } from '../document/index.ts'

/** A node of the service graph, as the API names it. Name, type and account together tell one from another. */
export interface ServiceId {
  Name: string
  Names: string[]
  AccountId?: string
  /** What the service runs on, such as `AWS::ECS::Fargate`; of inferred ones what they are, such as `remote`. */
  Type?: string
}

/**
 * The node that a segment belongs to. A DynamoDB table, a queue and a function are nodes by their own name, all other AWS
 * services one node each.
 *
 *     { name: 'shop', origin: 'AWS::ECS::Fargate', … } → { Name: 'shop', Names: ['shop'], Type: 'AWS::ECS::Fargate' }
 *     { name: 'DynamoDB', origin: 'AWS::DynamoDB::Table', aws: { table_name: 'orders' }, inferred: true, … }
 *     → { Name: 'orders', Names: ['orders'], Type: 'AWS::DynamoDB::Table' }
 */
export function serviceIdOf(segment: Segment): ServiceId {
  const { origin, aws, inferred } = segment
  const name = (inferred && resourceName(segment)) || segment.name
  const type = origin ?? (inferred ? 'remote' : undefined)
  return {
    Name: name,
    Names: [name],
    ...(typeof aws?.account_id === 'string' && { AccountId: aws.account_id }),
    ...(type !== undefined && { Type: type }),
  }
}

/** What tells one node from another: the same text for the same node. */
export function serviceKey({ Name, Type, AccountId }: Omit<ServiceId, 'Names'>): string {
  return `${Name}\n${Type ?? ''}\n${AccountId ?? ''}`
}

/** The field of `aws` that names the resource, for the origins that are resources. */
const RESOURCE_FIELDS: Record<string, string> = {
  'AWS::DynamoDB::Table': 'table_name',
  'AWS::Lambda': 'function_name',
  'AWS::SQS::Queue': 'queue_url',
}

function resourceName({ origin = '', aws }: Segment): string | undefined {
  const name = Object.hasOwn(RESOURCE_FIELDS, origin) ? aws?.[RESOURCE_FIELDS[origin]!] : undefined
  return typeof name === 'string' ? name : undefined
}
