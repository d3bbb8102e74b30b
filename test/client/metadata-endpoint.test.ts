import { expect, test } from 'vitest'
import { metadataEndpoint } from '../../src/client/metadata-endpoint.ts'

const HERE = 'http://169.254.169.254'
const MODE = 'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE'

test.each<[NodeJS.ProcessEnv, string | undefined]>([
  [{}, HERE],
  [{ [MODE]: 'IPv6' }, 'http://[fd00:ec2::254]'],
  [{ [MODE]: 'IPv6', AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://a/' }, 'http://a'],
  [{ AWS_EC2_METADATA_DISABLED: 'false' }, HERE],
  [{ AWS_EC2_METADATA_DISABLED: 'True', AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://a' }, undefined],
])('metadataEndpoint(%j)', (environment, endpoint) => {
  expect(metadataEndpoint(environment)).toBe(endpoint)
})
