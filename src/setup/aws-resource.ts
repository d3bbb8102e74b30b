import { readFileSync } from 'node:fs'
import { type DetectedResourceAttributes, detectResources, type Resource } from '@opentelemetry/resources'
import { metadataEndpoint } from '../client/index.ts'
import { awsPlatform, BEANSTALK_FILE, ecsEndpoint } from './aws-platform.ts'
import { beanstalkAttributes } from './beanstalk-attributes.ts'
import { detectorNames } from './detector-names.ts'
import { EC2_KEYS, ec2Attributes } from './ec2-attributes.ts'
import { ECS_KEYS, ecsAttributes } from './ecs-attributes.ts'
import { eksAttributes, eksClusterName } from './eks-attributes.ts'

type AwsAttributes = Readonly<Record<string, string | string[] | undefined>>

/**
 * What AWS says of where the process runs, in OpenTelemetry's words; `undefined` elsewhere, and where
 * `OTEL_NODE_RESOURCE_DETECTORS` leaves `aws` out. What only a metadata server knows arrives later, or after 300 ms not at
 * all: it is asked once, and holds up nothing.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/resource/cloud/
 */
export function awsResource(environment: NodeJS.ProcessEnv, read = readText): Resource | undefined {
  if (!detectorNames(environment).some(name => name === 'aws' || name === 'all')) return undefined
  switch (awsPlatform(environment, read)) {
    case 'app_runner':
      return resourceOf('aws_app_runner', { 'cloud.region': environment.AWS_REGION })
    case 'ecs':
      return resourceOf('aws_ecs', later(ECS_KEYS, ecsAttributes(ecsEndpoint(environment)!)))
    case 'ec2':
      return resourceOf('aws_ec2', later(EC2_KEYS, ec2Attributes(metadataEndpoint(environment)!)))
    case 'eks':
      return resourceOf('aws_eks', {
        ...eksAttributes(environment, read),
        'k8s.cluster.name': eksClusterName(environment, read),
      })
    case 'elastic_beanstalk':
      return resourceOf('aws_elastic_beanstalk', beanstalkAttributes(read(BEANSTALK_FILE)))
    default:
      return undefined
  }
}

/** A resource has to know its keys before their values. */
function later(keys: readonly string[], attributes: Promise<AwsAttributes>): DetectedResourceAttributes {
  return Object.fromEntries(keys.map(key => [key, attributes.then(found => found[key])] as const))
}

function resourceOf(platform: string, found: DetectedResourceAttributes): Resource {
  const attributes = { 'cloud.provider': 'aws', 'cloud.platform': platform, ...found }
  // Only a detector may have values that are not there yet.
  return detectResources({ detectors: [{ detect: () => ({ attributes }) }] })
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
