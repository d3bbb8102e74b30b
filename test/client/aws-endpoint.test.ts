import { XRayClient } from '@aws-sdk/client-xray'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOfAws, regionOfHost, xrayHost } from '../../src/client/aws-endpoint.ts'

const REGIONS = [
  'us-east-1',
  'eu-central-2',
  'ap-southeast-7',
  'mx-central-1',
  'il-central-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-west-1',
  'us-gov-east-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'us-isof-south-1',
  'eusc-de-east-1',
]
const VARIANTS = [
  { useFipsEndpoint: false, useDualstackEndpoint: false },
  { useFipsEndpoint: true, useDualstackEndpoint: false },
  { useFipsEndpoint: false, useDualstackEndpoint: true },
  { useFipsEndpoint: true, useDualstackEndpoint: true },
]

describe.each(REGIONS)('in %s', region => {
  test.each([false, true])(
    'xrayHost() names the host that AWS’s own client calls (FIPS: %j)',
    async isFips => {
      expect(xrayHost(region, isFips)).toBe(await awsHost(region, { useFipsEndpoint: isFips }))
    },
  )

  test.each(VARIANTS)('regionOfHost() knows the host of AWS’s own client for %j', async variant => {
    expect(regionOfHost(await awsHost(region, variant))).toBe(region)
  })
})

test.each(['', 'nowhere', 'eu-west', 'us-east-1.evil.example', 'xx yy-1', '../x-1'])(
  'xrayHost() knows no region %j',
  region => {
    expect(xrayHost(region)).toBeUndefined()
  },
)

test.each([
  ['vpce-0a1b-2c3d.xray.eu-west-1.vpce.amazonaws.com', 'eu-west-1'],
  ['XRAY.EU-WEST-1.AMAZONAWS.COM', 'eu-west-1'],
  ['xray.eu-west-1.amazonaws.com.evil.example', undefined],
  ['xray.eu-west-1.evil.example', undefined],
  ['xray.eu-west-1.amazonaws.com.cn', undefined],
  ['xray.cn-north-1.amazonaws.com', undefined],
  ['eu-west-1.amazonaws.com', undefined],
  ['s3.eu-west-1.amazonaws.com', undefined],
  ['xray.amazonaws.com', undefined],
  ['evilxray.eu-west-1.amazonaws.com', undefined],
  ['localhost', undefined],
  ['127.0.0.1', undefined],
])('regionOfHost(%j) is %j', (host, region) => {
  expect(regionOfHost(host)).toBe(region)
})

test('credentials go over https: to AWS alone', () => {
  expect(isOfAws(new URL('https://xray.eu-west-1.amazonaws.com/v1/traces'))).toBe(true)
  expect(isOfAws(new URL('http://xray.eu-west-1.amazonaws.com'))).toBe(false)
  expect(isOfAws(new URL('https://xray.eu-west-1.amazonaws.com@evil.example'))).toBe(false)
})

test('no host under a foreign domain is one of AWS', () => {
  fc.assert(
    fc.property(fc.domain(), domain => {
      fc.pre(!/amazonaws|api\.aws|amazonwebservices/.test(domain))
      expect(regionOfHost(`xray.us-east-1.${domain}`)).toBeUndefined()
    }),
  )
})

/** The host that `@aws-sdk/client-xray` calls. */
async function awsHost(region: string, variant: object): Promise<string> {
  const client = new XRayClient({ region, ...variant })
  const { endpointProvider, useDualstackEndpoint, useFipsEndpoint } = client.config
  const { url } = endpointProvider({
    Region: region,
    UseDualStack: await useDualstackEndpoint(),
    UseFIPS: await useFipsEndpoint(),
  })
  return url.hostname
}
