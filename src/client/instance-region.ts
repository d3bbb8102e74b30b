import { askMetadata } from './ask-metadata.ts'

/**
 * The region of the EC2 instance that this process runs on, as its metadata service says by version 2 of its protocol.
 * Rejects where there is none within 300 ms.
 *
 * @param endpoint as `metadataEndpoint()` has it
 * @param isWaitedFor whether the process goes on until the answer is there, even if it has nothing else to do
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
 */
export async function instanceRegion(endpoint: string, isWaitedFor = false): Promise<string> {
  const token = await askMetadata(`${endpoint}/latest/api/token`, {
    method: 'PUT',
    isWaitedFor,
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
  })
  const headers = { 'x-aws-ec2-metadata-token': token }
  return (await askMetadata(`${endpoint}/latest/meta-data/placement/region`, { headers, isWaitedFor })).trim()
}
