import { askMetadata } from '../client/index.ts'

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
const TOKEN = '/latest/api/token'
const DOCUMENT = '/latest/dynamic/instance-identity/document'

/**
 * What the instance's metadata service says of it, by version 2 of its protocol. Rejects when it says nothing.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html
 */
export async function ec2Attributes(endpoint = ENDPOINT): Promise<Record<string, string | undefined>> {
  const base = endpoint.replace(/\/$/, '')
  const token = await askMetadata(base + TOKEN, {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
  })
  const document = JSON.parse(
    await askMetadata(base + DOCUMENT, { headers: { 'x-aws-ec2-metadata-token': token } }),
  ) as Record<string, unknown>
  const text = (field: string) => (typeof document[field] === 'string' ? document[field] : undefined)
  return {
    'cloud.account.id': text('accountId'),
    'cloud.region': text('region'),
    'cloud.availability_zone': text('availabilityZone'),
    'host.id': text('instanceId'),
    'host.type': text('instanceType'),
    'host.image.id': text('imageId'),
  }
}
