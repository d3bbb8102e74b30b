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

const TOKEN = '/latest/api/token'
const DOCUMENT = '/latest/dynamic/instance-identity/document'

/**
 * What the instance's metadata service says of it, by version 2 of its protocol, in 300 ms for all of it. Rejects when it
 * says nothing by then.
 *
 * @param endpoint as `metadataEndpoint()` has it
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html
 */
export async function ec2Attributes(endpoint: string): Promise<Record<string, string | undefined>> {
  const signal = metadataDeadline()
  const token = await askMetadata(endpoint + TOKEN, {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    signal,
  })
  const document = metadataRecord(
    await askMetadata(endpoint + DOCUMENT, { headers: { 'x-aws-ec2-metadata-token': token }, signal }),
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
