import { expect, test } from 'vitest'
import { ec2Attributes } from '../../src/setup/ec2-attributes.ts'
import { BAD_SERVERS, serveHttp } from '../fixtures/http-server.ts'

const document = {
  accountId: '123456789012',
  architecture: 'x86_64',
  availabilityZone: 'eu-west-1b',
  imageId: 'ami-5fb8c835',
  instanceId: 'i-1234567890abcdef0',
  instanceType: 't3.micro',
  kernelId: null,
  region: 'eu-west-1',
}

test('ec2Attributes() asks as version 2 of the metadata service wants it', async () => {
  await using server = await serveHttp(({ headers, method, url }, response) => {
    const isToken = method === 'PUT' && url === '/latest/api/token'
    const lifetime = headers['x-aws-ec2-metadata-token-ttl-seconds']
    if (isToken && lifetime) return void response.end('secret==')
    const isDocument = method === 'GET' && url === '/latest/dynamic/instance-identity/document'
    const isKnown = headers['x-aws-ec2-metadata-token'] === 'secret=='
    response.writeHead(isDocument && isKnown ? 200 : 401).end(JSON.stringify(document, undefined, 2))
  })
  expect(await ec2Attributes(server.url)).toEqual({
    'cloud.account.id': '123456789012',
    'cloud.region': 'eu-west-1',
    'cloud.availability_zone': 'eu-west-1b',
    'host.id': 'i-1234567890abcdef0',
    'host.type': 't3.micro',
    'host.image.id': 'ami-5fb8c835',
  })
})

test.each(BAD_SERVERS.filter(([name]) => !name.includes('page')))(
  'ec2Attributes() rejects when the server %s',
  async (_, listener) => {
    await using server = await serveHttp(listener)
    await expect(ec2Attributes(server.url)).rejects.toThrow()
  },
)

test('ec2Attributes() knows nothing by a document that is none', async () => {
  await using server = await serveHttp((_, response) => response.end('<html>'))
  const attributes = await ec2Attributes(server.url)
  expect(Object.values(attributes).filter(value => value !== undefined)).toEqual([])
})

test('ec2Attributes() waits 300 ms for both answers together', async () => {
  const questions: string[] = []
  await using server = await serveHttp(({ url }, response) => {
    questions.push(url!)
    setTimeout(() => response.end('{"instanceId":"i-1"}'), 200)
  })
  await expect(ec2Attributes(server.url)).rejects.toThrow('aborted')
  expect(questions).toEqual(['/latest/api/token', '/latest/dynamic/instance-identity/document'])
})
