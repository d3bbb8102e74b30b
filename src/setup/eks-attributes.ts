import { askMetadata } from '../client/index.ts'
import { metadataRecord, recordIn, textIn } from './metadata-record.ts'

/** What Kubernetes puts into each pod: a token to speak to it with, who signs its certificate, the pod's namespace. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'
/** Where CloudWatch's set-up for EKS leaves the cluster's name. */
const CLUSTER_INFO = '/api/v1/namespaces/amazon-cloudwatch/configmaps/cluster-info'

type ReadText = (file: string) => string | undefined

/**
 * What a pod of EKS knows of itself without asking: its name is its host name.
 *
 * @param read the text of a file, `undefined` where there is none
 */
export function eksAttributes(
  environment: NodeJS.ProcessEnv,
  read: ReadText,
): Record<string, string | undefined> {
  return {
    'cloud.region': environment.AWS_REGION ?? eksRegion(read),
    'k8s.pod.name': environment.HOSTNAME,
    'k8s.namespace.name': read(`${SERVICE_ACCOUNT}/namespace`)?.trim(),
    // 64 hex digits in the path of the container's own files.
    'container.id': /\/([0-9a-f]{64})\b/.exec(
      `${read('/proc/self/cgroup') ?? ''}${read('/proc/self/mountinfo') ?? ''}`,
    )?.[1],
  }
}

/**
 * The region whose EKS issued the pod's token; `undefined` when another Kubernetes did.
 *
 *     iss https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71 → 'eu-west-1'
 */
export function eksRegion(read: ReadText): string | undefined {
  const [, payload = ''] = read(`${SERVICE_ACCOUNT}/token`)?.split('.') ?? []
  const { iss } = metadataRecord(Buffer.from(payload, 'base64url').toString('utf8'))
  return /^https:\/\/oidc[.-]eks\.([a-z0-9-]+)\./.exec(String(iss))?.[1]
}

/**
 * The cluster's name, which only the cluster can say: CloudWatch's set-up for EKS leaves it there, for pods that may read
 * it. Rejects when it is not said within 300 ms.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-metrics.html
 */
export async function eksClusterName(
  environment: NodeJS.ProcessEnv,
  read: ReadText,
): Promise<string | undefined> {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '443' } = environment
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const answer = await askMetadata(`https://${authority}${CLUSTER_INFO}`, {
    headers: { authorization: `Bearer ${read(`${SERVICE_ACCOUNT}/token`)?.trim()}` },
    ca: read(`${SERVICE_ACCOUNT}/ca.crt`),
  })
  return textIn(recordIn(metadataRecord(answer), 'data'), 'cluster.name')
}
