import { expect, test } from 'vitest'
import { instanceRegion } from '../../src/client/instance-region.ts'
import { BAD_SERVERS, serveHttp } from '../fixtures/http-server.ts'
import { serveInstanceMetadata } from '../fixtures/metadata-server.ts'

test('instanceRegion() asks by version 2 of the protocol', async () => {
  await using server = await serveInstanceMetadata()
  expect(await instanceRegion(server.url)).toBe('eu-west-3')
})

test.each(BAD_SERVERS)('instanceRegion() rejects where the server %s', async (_, listener) => {
  await using server = await serveHttp(listener)
  await expect(instanceRegion(server.url).then(region => expect(region).toMatch(/^[a-z]/))).rejects.toThrow()
})
