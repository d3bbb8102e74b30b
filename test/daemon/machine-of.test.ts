import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machineOf } from '../../src/daemon/machine-of.ts'

const METADATA: Record<string, string> = {
  'PUT /latest/api/token': 'a-token',
  'GET /latest/meta-data/instance-id': 'i-0123456789abcdef0',
  'GET /latest/meta-data/hostname': 'ip-10-0-0-1.ec2.internal',
}

const server = createServer(({ method, url, headers }, response) => {
  const isAllowed = method === 'PUT' || headers['x-aws-ec2-metadata-token'] === 'a-token'
  response.writeHead(isAllowed ? 200 : 401).end(METADATA[`${method} ${url}`])
})
let metadata: NodeJS.ProcessEnv
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  metadata = { AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}/` }
})
afterAll(() => server.close())

test('the instance says who it is, unless the environment does', async () => {
  const asked = { instanceId: 'i-0123456789abcdef0', hostname: 'ip-10-0-0-1.ec2.internal' }
  expect(await machineOf(metadata, false)).toEqual(asked)
  expect(await machineOf({ ...metadata, AWS_HOSTNAME: 'mine' }, false)).toEqual({
    ...asked,
    hostname: 'mine',
  })
})

test('in local mode, where it is not to be asked, or where nobody answers, it is not known', async () => {
  const nobody = { instanceId: '', hostname: '' }
  expect(await machineOf(metadata, true)).toEqual(nobody)
  expect(await machineOf({ ...metadata, AWS_EC2_METADATA_DISABLED: 'true' }, false)).toEqual(nobody)
  expect(await machineOf({ AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:9' }, false)).toEqual(nobody)
})
