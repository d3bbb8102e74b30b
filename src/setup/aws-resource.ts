import { readFileSync } from 'node:fs'
import { type DetectedResourceAttributes, detectResources, type Resource } from '@opentelemetry/resources'
import { awsPlatform, BEANSTALK_FILE } from './aws-platform.ts'
import { beanstalkAttributes } from './beanstalk-attributes.ts'
import { EC2_KEYS, ec2Attributes } from './ec2-attributes.ts'
import { ECS_KEYS, ecsAttributes } from './ecs-attributes.ts'
import { eksAttributes } from './eks-attributes.ts'

type AwsAttributes = Readonly<Record<string, string | string[] | undefined>>

/**
 * What AWS says of where the process runs, in OpenTelemetry's words; `undefined` elsewhere. What only a metadata server
 * knows arrives later, or after 300 ms not at all: it is asked once, and holds up nothing.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/resource/cloud/
 */
export function awsResource(environment: NodeJS.ProcessEnv): Resource | undefined {
  switch (awsPlatform(environment, readText)) {
    case 'ecs':
      return later('aws_ecs', ECS_KEYS, ecsAttributes(environment.ECS_CONTAINER_METADATA_URI_V4!))
    case 'ec2':
      return later('aws_ec2', EC2_KEYS, ec2Attributes(environment.AWS_EC2_METADATA_SERVICE_ENDPOINT))
    case 'eks':
      return known('aws_eks', eksAttributes(environment, readText))
    case 'elastic_beanstalk':
      return known('aws_elastic_beanstalk', beanstalkAttributes(readText(BEANSTALK_FILE)))
    default:
      return undefined
  }
}

function known(platform: string, attributes: AwsAttributes): Resource {
  return resourceOf({ ...onAws(platform), ...attributes })
}

/** A resource has to know its keys before their values. */
function later(platform: string, keys: readonly string[], attributes: Promise<AwsAttributes>): Resource {
  const promised = keys.map(key => [key, attributes.then(found => found[key])] as const)
  return resourceOf({ ...onAws(platform), ...Object.fromEntries(promised) })
}

/** Only a detector may have values that are not there yet. */
function resourceOf(attributes: DetectedResourceAttributes): Resource {
  return detectResources({ detectors: [{ detect: () => ({ attributes }) }] })
}

function onAws(platform: string) {
  return { 'cloud.provider': 'aws', 'cloud.platform': platform }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
