import { askMetadata, metadataDeadline } from '../client/index.ts'
import { metadataRecord, textIn } from './metadata-record.ts'

/** The attributes that an instance has. */
export const EC2_KEYS = [
  'cloud.account.id',
  'cloud.region',
  'cloud.availability_zone',
  'host.id',
  'host.type',
  'host.image.id',
] as const

const ENDPOINT = 'http://169.254.169.254'
const IPV6_ENDPOINT = 'http://[fd00:ec2::254]'
const TOKEN = '/latest/api/token'
const DOCUMENT = '/latest/dynamic/instance-identity/document'

/**
 * What the instance's metadata service says of it, by version 2 of its protocol, in 300 ms for all of it. Rejects when it
 * says nothing by then.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html
 */
export async function ec2Attributes(
  environment: NodeJS.ProcessEnv,
): Promise<Record<string, string | undefined>> {
  const base = metadataEndpoint(environment)
  const signal = metadataDeadline()
  const token = await askMetadata(base + TOKEN, {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    signal,
  })
  const document = metadataRecord(
    await askMetadata(base + DOCUMENT, { headers: { 'x-aws-ec2-metadata-token': token }, signal }),
  )
  return {
    'cloud.account.id': textIn(document, 'accountId'),
    'cloud.region': textIn(document, 'region'),
    'cloud.availability_zone': textIn(document, 'availabilityZone'),
    'host.id': textIn(document, 'instanceId'),
    'host.type': textIn(document, 'instanceType'),
    'host.image.id': textIn(document, 'imageId'),
  }
}

/** Where the metadata service is, by the variables that AWS's SDKs read. */
export function metadataEndpoint(environment: NodeJS.ProcessEnv): string {
  const given = environment.AWS_EC2_METADATA_SERVICE_ENDPOINT
  if (given) return given.replace(/\/$/, '')
  return environment.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE?.toLowerCase() === 'ipv6'
    ? IPV6_ENDPOINT
    : ENDPOINT
}
