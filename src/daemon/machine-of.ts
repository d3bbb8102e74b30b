import { askMetadata } from '../client/index.ts'

/** The machine as X-Ray's telemetry records name it; '' for what is not known. */
export interface Machine {
  readonly instanceId: string
  readonly hostname: string
}

const INSTANCE_METADATA = 'http://169.254.169.254'

/**
 * The machine that this is: as `AWS_INSTANCE_ID` and `AWS_HOSTNAME` name it, else as the metadata of the EC2 instance do.
 *
 * @param isLocal whether the metadata is left alone
 */
export async function machineOf(environment: NodeJS.ProcessEnv, isLocal: boolean): Promise<Machine> {
  const { AWS_INSTANCE_ID: instanceId = '', AWS_HOSTNAME: hostname = '' } = environment
  if (isLocal || (instanceId && hostname)) return { instanceId, hostname }
  const asked = await askInstance(environment.AWS_EC2_METADATA_SERVICE_ENDPOINT || INSTANCE_METADATA)
  return { instanceId: instanceId || asked.instanceId, hostname: hostname || asked.hostname }
}

async function askInstance(endpoint: string): Promise<Machine> {
  const base = `${endpoint.replace(/\/$/, '')}/latest`
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
