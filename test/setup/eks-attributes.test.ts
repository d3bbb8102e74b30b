import { expect, test } from 'vitest'
import { eksAttributes } from '../../src/setup/eks-attributes.ts'

test('eksAttributes() reads environment and files', () => {
  const id = 'ab'.repeat(32)
  const files: Record<string, string> = {
    '/var/run/secrets/kubernetes.io/serviceaccount/namespace': 'shop\n',
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo': `600 590 0:1 /var/lib/containerd/io.containerd/${id}/resolv.conf /etc/resolv.conf rw`,
  }
  expect(eksAttributes({ HOSTNAME: 'shop-5d4f', AWS_REGION: 'eu-west-1' }, file => files[file])).toEqual({
    'cloud.region': 'eu-west-1',
    'k8s.pod.name': 'shop-5d4f',
    'k8s.namespace.name': 'shop',
    'container.id': id,
  })
  expect(Object.values(eksAttributes({}, () => undefined))).toEqual(Array(4).fill(undefined))
})
