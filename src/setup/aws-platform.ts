import { metadataEndpoint } from '../client/index.ts'
import { eksRegion } from './eks-attributes.ts'

/** Where on AWS a process runs, as far as its environment tells. */
export type AwsPlatform = 'app_runner' | 'ec2' | 'ecs' | 'eks' | 'elastic_beanstalk'

/** What Elastic Beanstalk leaves on an instance that has X-Ray turned on. */
export const BEANSTALK_FILE = '/var/elasticbeanstalk/xray/environment.conf'
/** What the firmware of a machine says of its maker. */
const VENDOR_FILES = ['/sys/devices/virtual/dmi/id/sys_vendor', '/sys/hypervisor/uuid']

/**
 * The most specific one, `undefined` elsewhere and in Lambda. Asks nobody over the network: a machine of EC2 is known by
 * its firmware, so that none on a desk is taken for one.
 *
 * @param read the text of a file, `undefined` where there is none
 */
export function awsPlatform(
  environment: NodeJS.ProcessEnv,
  read: (file: string) => string | undefined,
): AwsPlatform | undefined {
  if (environment.AWS_LAMBDA_FUNCTION_NAME) return undefined
  if (isAppRunner(environment)) return 'app_runner'
  if (ecsEndpoint(environment)) return 'ecs'
  if (environment.KUBERNETES_SERVICE_HOST)
    return eksRegion(read) !== undefined || getsCredentialsFromEks(environment) ? 'eks' : undefined
  if (read(BEANSTALK_FILE) !== undefined) return 'elastic_beanstalk'
  const mayBeAsked = metadataEndpoint(environment) !== undefined
  return mayBeAsked && VENDOR_FILES.some(file => /^(amazon ec2|ec2)/i.test(read(file) ?? ''))
    ? 'ec2'
    : undefined
}

/** Where a container of ECS asks about itself; `undefined` elsewhere. Agents before 1.39 know version 3 only. */
export function ecsEndpoint(environment: NodeJS.ProcessEnv): string | undefined {
  return environment.ECS_CONTAINER_METADATA_URI_V4 || environment.ECS_CONTAINER_METADATA_URI
}

/** The user says so, or it is Fargate that gives no address to ask: App Runner runs on it, and tells nothing of itself. */
function isAppRunner(environment: NodeJS.ProcessEnv): boolean {
  const isTold = /(^|,)\s*cloud\.platform=aws_app_runner\s*(,|$)/.test(
    environment.OTEL_RESOURCE_ATTRIBUTES ?? '',
  )
  return isTold || (environment.AWS_EXECUTION_ENV === 'AWS_ECS_FARGATE' && !ecsEndpoint(environment))
}

/** Kubernetes runs elsewhere too: EKS is known by who issued the pod's token, or by how a pod gets credentials. */
function getsCredentialsFromEks(environment: NodeJS.ProcessEnv): boolean {
  return (
    environment.AWS_WEB_IDENTITY_TOKEN_FILE?.includes('eks.amazonaws.com') === true ||
    environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE?.includes('eks-pod-identity') === true
  )
}
