import { expect, test, vi } from 'vitest'
import { CallError } from '../../src/client/index.ts'
import { samplingProxy } from '../../src/daemon/sampling-proxy.ts'

function open(answers: Record<string, unknown> = {}) {
  let now = 0
  const call = vi.fn(async (path: string) => answers[path] ?? { path })
  const lines: string[] = []
  const proxy = samplingProxy({ call, log: { warn: text => lines.push(text) }, clock: () => now })
  return { call, proxy, answers, lines, wait: (millis: number) => (now += millis) }
}

test('a hundred processes make one call', async () => {
  const { call, proxy } = open()
  const all = await Promise.all(Array.from({ length: 100 }, () => proxy['/GetSamplingRules']!({})))
  expect(new Set(all.map(answer => JSON.stringify(answer)))).toEqual(
    new Set(['{"path":"/GetSamplingRules"}']),
  )
  expect(call).toHaveBeenCalledTimes(1)
})

test('rules are asked for again after a minute, and each page by itself', async () => {
  const { call, proxy, wait } = open()
  await proxy['/GetSamplingRules']!({})
  await proxy['/GetSamplingRules']!({ NextToken: 'two', Unknown: 1 })
  expect(call.mock.calls).toEqual([
    ['/GetSamplingRules', {}],
    ['/GetSamplingRules', { NextToken: 'two' }],
  ])
  wait(60_001)
  await proxy['/GetSamplingRules']!({})
  expect(call).toHaveBeenCalledTimes(3)
})

test('rules are asked for again when the clock was set back', async () => {
  const { call, proxy, wait } = open()
  wait(3_600_000)
  await proxy['/GetSamplingRules']!({})
  wait(-1_800_000)
  await proxy['/GetSamplingRules']!({})
  await proxy['/GetSamplingRules']!({})
  expect(call).toHaveBeenCalledTimes(2)
})

test('rules that have changed are asked for at once', async () => {
  const { call, proxy, answers, wait } = open({ '/SamplingTargets': { LastRuleModification: 0 } })
  wait(5000)
  await proxy['/GetSamplingRules']!({})
  await proxy['/SamplingTargets']!({ SamplingStatisticsDocuments: [] })
  await proxy['/GetSamplingRules']!({})
  expect(call).toHaveBeenCalledTimes(2)
  answers['/SamplingTargets'] = { LastRuleModification: 6 }
  await proxy['/SamplingTargets']!({ SamplingStatisticsDocuments: [] })
  await proxy['/GetSamplingRules']!({})
  expect(call).toHaveBeenCalledTimes(4)
})

test('a failure is not kept', async () => {
  const { call, proxy } = open()
  call.mockRejectedValueOnce(new Error('no'))
  await expect(proxy['/GetSamplingRules']!({})).rejects.toThrow('no')
  await expect(proxy['/GetSamplingRules']!({})).resolves.toBeDefined()
})

test("X-Ray's own no is the answer, and what is no answer is 502; the log has it once", async () => {
  const { call, proxy, lines } = open()
  const targets = () => proxy['/SamplingTargets']!({})
  const message = 'Cannot call X-Ray: it answered 403 AccessDeniedException no policy'
  const code = 'AccessDeniedException'
  call.mockRejectedValue(new CallError(message, { code, status: 403, isTransient: true }))
  await expect(targets()).rejects.toMatchObject({ type: code, status: 403, message })
  await expect(targets()).rejects.toMatchObject({ type: code, status: 403, message })
  expect(lines).toEqual([`A sampler's /SamplingTargets failed: ${message}`])
  call.mockRejectedValue(new CallError('no answer', { code: 'timeout', isTransient: true }))
  await expect(targets()).rejects.toMatchObject({ type: 'timeout', status: 502 })
  call.mockRejectedValue(new Error('it answered 400: {}'))
  await expect(targets()).rejects.toMatchObject({ type: 'ServiceUnavailable', status: 502 })
  expect(lines).toHaveLength(3)
})

test('nothing else may be called, but what is allowed by name', async () => {
  const options = { call: async (path: string) => path, log: { warn: () => {} } }
  expect(Object.keys(samplingProxy(options)).sort()).toEqual(['/GetSamplingRules', '/SamplingTargets'])
  expect(await samplingProxy({ ...options, alsoAllowed: ['/TraceSegments'] })['/TraceSegments']!({})).toBe(
    '/TraceSegments',
  )
})
