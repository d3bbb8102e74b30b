/**
 * AWS's partitions: how their regions are named, and how their hosts end, plain and for IPv4 and IPv6.
 * @see https://docs.aws.amazon.com/general/latest/gr/xray.html
 */
const PARTITIONS: readonly { readonly regions: RegExp; readonly suffixes: readonly string[] }[] = [
  { regions: /^cn-\w+-\d+$/, suffixes: ['amazonaws.com.cn', 'api.amazonwebservices.com.cn'] },
  { regions: /^us-gov-\w+-\d+$/, suffixes: ['amazonaws.com', 'api.aws'] },
  { regions: /^us-iso-\w+-\d+$/, suffixes: ['c2s.ic.gov', 'api.aws.ic.gov'] },
  { regions: /^us-isob-\w+-\d+$/, suffixes: ['sc2s.sgov.gov', 'api.aws.scloud'] },
  { regions: /^eu-isoe-\w+-\d+$/, suffixes: ['cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'] },
  { regions: /^us-isof-\w+-\d+$/, suffixes: ['csp.hci.ic.gov', 'api.aws.hci.ic.gov'] },
  { regions: /^eusc-\w+-\w+-\d+$/, suffixes: ['amazonaws.eu', 'api.amazonwebservices.eu'] },
  { regions: /^[a-z]{2}-\w+-\d+$/, suffixes: ['amazonaws.com', 'api.aws'] },
]

/** What stands in a region's place in a host's name. */
const REGION = /^[a-z]{2,4}-[a-z0-9]+(?:-[a-z0-9]+)?-\d+$/

/**
 * The host of the X-Ray API in a region, `undefined` when the text is no region.
 *
 *     xrayHost('cn-north-1') → 'xray.cn-north-1.amazonaws.com.cn'
 *
 * @param isFips whether its cryptography is to be validated by FIPS 140
 */
export function xrayHost(region: string, isFips = false): string | undefined {
  const suffix = PARTITIONS.find(({ regions }) => regions.test(region))?.suffixes[0]
  return suffix && `${isFips ? 'xray-fips' : 'xray'}.${region}.${suffix}`
}

/**
 * The region that a host of AWS's serves X-Ray in, its own or a VPC endpoint; `undefined` for any other host, and for
 * one that only looks like it.
 *
 *     regionOfHost('xray-fips.us-gov-west-1.amazonaws.com') → 'us-gov-west-1'
 */
export function regionOfHost(host: string): string | undefined {
  const labels = host.toLowerCase().split('.')
  const at = labels.findIndex(label => REGION.test(label))
  const region = labels[at]
  if (region === undefined || !/^xray(-fips)?$/.test(labels[at - 1] ?? '')) return undefined
  const suffixes = PARTITIONS.find(({ regions }) => regions.test(region))?.suffixes ?? []
  const rest = labels.slice(at + 1).join('.')
  return suffixes.some(suffix => rest === suffix || rest === `vpce.${suffix}`) ? region : undefined
}

/** Whether credentials may go there: to AWS alone, and not in clear text. */
export function isOfAws({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && regionOfHost(hostname) !== undefined
}
