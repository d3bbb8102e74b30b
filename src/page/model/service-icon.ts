/** What a node of the map is drawn as. */
export type ServiceIcon =
  | 'client'
  | 'cloud'
  | 'container'
  | 'database'
  | 'function'
  | 'gateway'
  | 'queue'
  | 'remote'
  | 'service'
  | 'steps'
  | 'storage'
  | 'topic'

/** AWS's own types, by the beginning of their name without `AWS::`; the first that fits. */
const BY_TYPE: readonly [RegExp, ServiceIcon][] = [
  [/^client$/i, 'client'],
  [/^remote$/i, 'remote'],
  [/^Database::/i, 'database'],
  [/^AWS::(DynamoDB|RDS|DocDB|Redshift|ElastiCache|SimpleDB)/i, 'database'],
  [/^AWS::Lambda/i, 'function'],
  [/^AWS::(SQS|Kinesis|Firehose|MSK)/i, 'queue'],
  [/^AWS::(SNS|Events|EventBridge)/i, 'topic'],
  [/^AWS::S3/i, 'storage'],
  [/^AWS::(APIGateway|AppSync|CloudFront|ElasticLoadBalancing)/i, 'gateway'],
  [/^AWS::StepFunctions/i, 'steps'],
  [/^AWS::(ECS|EKS|AppRunner)/i, 'container'],
  [/^AWS::(EC2|ElasticBeanstalk)/i, 'service'],
  [/^AWS::/i, 'cloud'],
]

/** `AWS::DynamoDB::Table → database`; what says nothing of itself is a service. */
export function serviceIcon(type: string | undefined): ServiceIcon {
  return BY_TYPE.find(([pattern]) => pattern.test(type ?? ''))?.[1] ?? 'service'
}
