import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { eksAttributes, eksClusterName, eksRegion } from '../../src/setup/eks-attributes.ts'
import { BAD_SERVERS } from '../fixtures/http-server.ts'
import { needsCertificate, serveHttps } from '../fixtures/https-server.ts'

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

const tokenOf = (claims: unknown) =>
  `e30.${Buffer.from(JSON.stringify(claims) ?? '').toString('base64url')}.c2ln`

test.each([
  ['https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71', 'eu-west-1'],
  ['https://oidc.eks.cn-north-1.amazonaws.com.cn/id/E', 'cn-north-1'],
  ['https://oidc-eks.eu-west-1.api.aws/id/E', 'eu-west-1'],
  ['https://kubernetes.default.svc.cluster.local', undefined],
  [undefined, undefined],
])('eksRegion() of a token of %s is %s', (iss, region) => {
  expect(eksRegion(() => tokenOf({ iss }))).toBe(region)
})

test('eksRegion() reads whatever is there', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.anything().map(tokenOf)),
      token => eksRegion(() => token) === undefined,
    ),
  )
  expect(eksRegion(() => undefined)).toBeUndefined()
})

describe('eksClusterName()', () => {
  beforeEach(needsCertificate)
  const files = (ca: string): Record<string, string> => ({
    '/var/run/secrets/kubernetes.io/serviceaccount/token': 'secret.token\n',
    '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt': ca,
  })
  const ask = ({ ca, host, port }: { ca: string; host: string; port: string }) =>
    eksClusterName({ KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port }, file => files(ca)[file])

  test('asks the cluster with the pod’s token, and trusts its certificate alone', async () => {
    await using server = await serveHttps(({ headers, url }, response) => {
      const isKnown = headers.authorization === 'Bearer secret.token'
      const isAsked = url === '/api/v1/namespaces/amazon-cloudwatch/configmaps/cluster-info'
      response.writeHead(isKnown && isAsked ? 200 : 403)
      response.end('{"kind":"ConfigMap","data":{"cluster.name":"prod","logs.region":"eu-west-1"}}')
    })
    expect(await ask(server)).toBe('prod')
    await expect(ask({ ...server, ca: '' })).rejects.toThrow(/certificate/)
  })

  test.each(BAD_SERVERS)('knows none when the cluster %s', async (_, listener) => {
    await using server = await serveHttps(listener)
    expect(await ask(server).catch(() => undefined)).toBeUndefined()
  })
})
