const NAMESPACE_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/namespace'

/**
 * What a pod of EKS can say of itself without asking: its name is its host name. The cluster's name it does not know:
 * `OTEL_RESOURCE_ATTRIBUTES=k8s.cluster.name=…` tells it.
 *
 * @param read the text of a file, `undefined` where there is none
 */
export function eksAttributes(
  environment: NodeJS.ProcessEnv,
  read: (file: string) => string | undefined,
): Record<string, string | undefined> {
  return {
    'cloud.region': environment.AWS_REGION,
    'k8s.pod.name': environment.HOSTNAME,
    'k8s.namespace.name': read(NAMESPACE_FILE)?.trim(),
    // 64 hex digits in the path of the container's own files.
    'container.id': /\/([0-9a-f]{64})\b/.exec(
      `${read('/proc/self/cgroup') ?? ''}${read('/proc/self/mountinfo') ?? ''}`,
    )?.[1],
  }
}
