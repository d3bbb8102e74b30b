import { detectResources, envDetector, type Resource, type ResourceDetector } from '@opentelemetry/resources'
import { awsResource } from './aws-resource.ts'
import { detectorNames } from './detector-names.ts'
import { processResource } from './process-resource.ts'

/**
 * The resource: what the user says of the process, what the detectors of `OTEL_NODE_RESOURCE_DETECTORS` find, what the
 * process says of itself, and where on AWS it runs. Detectors beside `env` and `aws` run only when they are asked for:
 * each span's document would carry what they find, such as the command line.
 */
export function resourceSetting(
  environment: NodeJS.ProcessEnv,
  script: string | undefined,
  warn: (message: string) => void,
): Resource {
  const detectors = chooseDetectors(environment, warn)
  const found = detectResources({ detectors })
  const text = environment.OTEL_RESOURCE_ATTRIBUTES
  const isRead = detectors.includes(envDetector)
  if (isRead && text?.trim() && Object.keys(envDetector.detect().attributes ?? {}).length === 0) {
    warn(
      `OTEL_RESOURCE_ATTRIBUTES='${text}' is no list of attributes: write key=value,key=value, with %2C for a comma and %3D for an equals sign; none of it is used`,
    )
  }
  const resource = processResource(environment, found, script)
  // What the user says goes before what AWS does.
  return awsResource(environment)?.merge(resource) ?? resource
}

function chooseDetectors(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): ResourceDetector[] {
  const listed = detectorNames(environment)
  if (listed.includes('none')) return []
  const names = listed.filter(name => name !== 'aws')
  if (names.every(name => name === 'env')) return names.length > 0 ? [envDetector] : []
  // In a file of their own, which most apps need not read.
  const { MORE_DETECTORS } = require('./more-detectors.cjs') as typeof import('./more-detectors.ts')
  const detectors = { env: envDetector, ...MORE_DETECTORS }
  if (names.includes('all')) return Object.values(detectors)
  for (const name of names.filter(each => !Object.hasOwn(detectors, each))) {
    warn(
      `OTEL_NODE_RESOURCE_DETECTORS names '${name}', which is not here: write ${Object.keys(detectors).join(', ')}, aws, all or none`,
    )
  }
  return Object.entries(detectors).flatMap(([name, detector]) => (names.includes(name) ? detector : []))
}
