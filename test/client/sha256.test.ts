import { SignatureV4 } from '@smithy/signature-v4'
import { expect, test } from 'vitest'
import { Sha256 } from '../../src/client/sha256.ts'

/** AWS's own examples of Signature Version 4: the request, and the signature that AWS says it has. */
const VECTORS: [
  string,
  { method: string; path?: string; query?: Record<string, string>; headers?: object; body?: string },
  string,
][] = [
  ['get-vanilla', { method: 'GET' }, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'get-vanilla-query-order-key-case',
    { method: 'GET', query: { Param2: 'value2', Param1: 'value1' } },
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
  ['post-vanilla', { method: 'POST' }, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  [
    'post-x-www-form-urlencoded',
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Param1=value1',
    },
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
]

test.each(VECTORS)(
  "AWS's example %s",
  async (_, { method, path = '/', query = {}, headers = {}, body = '' }, signature) => {
    const signer = new SignatureV4({
      service: 'service',
      region: 'us-east-1',
      credentials: {
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      },
      sha256: Sha256,
      applyChecksum: false,
    })
    const signed = await signer.sign(
      {
        method,
        protocol: 'https:',
        hostname: 'example.amazonaws.com',
        path,
        query,
        headers: { host: 'example.amazonaws.com', ...headers },
        body,
      },
      { signingDate: new Date('2015-08-30T12:36:00Z') },
    )
    expect(signed.headers.authorization).toMatch(new RegExp(`Signature=${signature}$`))
  },
)

test('Sha256 begins anew when it is reset', async () => {
  const hash = new Sha256()
  hash.update('something else')
  hash.reset()
  hash.update('abc')
  expect(Buffer.from(await hash.digest()).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
