import { expect, test } from 'vitest'
import { EndpointError } from '../../src/cli/call-endpoint.ts'
import { openSource } from '../../src/cli/trace-source.ts'

test('openSource() asks the endpoint that it is given', async () => {
  const source = openSource({ endpoint: 'http://127.0.0.1:1' })
  expect(source.name).toBe('http://127.0.0.1:1')
  await expect(source.ask('/Traces', {})).rejects.toBeInstanceOf(EndpointError)
  expect(() => openSource({ endpoint: 'nonsense' })).toThrow('--endpoint')
})

test('openSource() asks AWS where that is wanted', () => {
  expect(openSource({ endpoint: 'http://127.0.0.1:2000', aws: true }).name).toBe('AWS X-Ray')
})
