import { askMetadata, metadataEndpoint } from '../client/index.ts'

/** The machine as X-Ray's telemetry records name it; '' for what is not known. */
export interface Machine {
  readonly instanceId: string
  readonly hostname: string
}

/**
 * The machine that this is: as `AWS_INSTANCE_ID` and `AWS_HOSTNAME` name it, else as the metadata of the EC2 instance do.
 *
 * @param isLocal whether the metadata is left alone
 */
export async function machineOf(environment: NodeJS.ProcessEnv, isLocal: boolean): Promise<Machine> {
  const { AWS_INSTANCE_ID: instanceId = '', AWS_HOSTNAME: hostname = '' } = environment
  const endpoint = isLocal ? undefined : metadataEndpoint(environment)
  if (endpoint === undefined || (instanceId && hostname)) return { instanceId, hostname }
  const asked = await askInstance(endpoint)
  return { instanceId: instanceId || asked.instanceId, hostname: hostname || asked.hostname }
}

async function askInstance(endpoint: string): Promise<Machine> {
  const base = `${endpoint}/latest`
  try {
    const token = await askMetadata(`${base}/api/token`, {
      method: 'PUT',
      headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    })
    const headers = { 'x-aws-ec2-metadata-token': token }
    const [instanceId, hostname] = await Promise.all(
      ['instance-id', 'hostname'].map(name => askMetadata(`${base}/meta-data/${name}`, { headers })),
    )
    return { instanceId: instanceId ?? '', hostname: hostname ?? '' }
  } catch {
    return { instanceId: '', hostname: '' }
  }
}
