import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { beforeEach, expect, test } from 'vitest'
import { proxyAgent } from '../../src/client/proxy-agent.ts'
import { serveConnectProxy } from '../fixtures/connect-proxy.ts'
import { needsCertificate, serveHttps } from '../fixtures/https-server.ts'

beforeEach(needsCertificate)

/** What AWS's host answers by way of the proxy. */
async function ask(proxy: string): Promise<string> {
  const agent = proxyAgent(new URL(proxy), { rejectUnauthorized: false })
  return new Promise((resolve, reject) => {
    request('https://xray.eu-west-1.amazonaws.com/', { agent })
      .on('error', reject)
      .on('response', response => void text(response).then(resolve))
      .end()
  })
}

test('proxyAgent() reaches a host by the proxy alone, which is told the name and the port', async () => {
  await using server = await serveHttps(({ headers }, response) => response.end(`I am ${headers.host}`))
  await using proxy = await serveConnectProxy(Number(server.port))
  expect(await ask(`http://${proxy.address}`)).toBe('I am xray.eu-west-1.amazonaws.com')
  expect(await ask(`http://ann:p%40ss@${proxy.address}`)).toBe('I am xray.eu-west-1.amazonaws.com')
  const place = 'xray.eu-west-1.amazonaws.com:443'
  expect(proxy.seen).toEqual([
    { place, authorization: undefined },
    { place, authorization: `Basic ${btoa('ann:p@ss')}` },
  ])
})

test('proxyAgent() fails where the proxy refuses, or is not there', async () => {
  await using proxy = await serveConnectProxy(1, 407)
  await expect(ask(`http://${proxy.address}`)).rejects.toThrow('the proxy answered 407')
  await expect(ask('http://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED')
})
