const ENDPOINT = 'http://169.254.169.254'
const IPV6_ENDPOINT = 'http://[fd00:ec2::254]'

/**
 * Where the metadata service of the EC2 instance is, by the variables that AWS's SDKs read, without a slash at its end;
 * `undefined` where `AWS_EC2_METADATA_DISABLED` says that it is not to be asked.
 *
 *     { AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv6' } → 'http://[fd00:ec2::254]'
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
 */
export function metadataEndpoint(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const {
    AWS_EC2_METADATA_DISABLED: isDisabled,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: given,
    AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: mode,
  } = environment
  if (isDisabled?.trim().toLowerCase() === 'true') return undefined
  if (given) return given.replace(/\/$/, '')
  return mode?.toLowerCase() === 'ipv6' ? IPV6_ENDPOINT : ENDPOINT
}
