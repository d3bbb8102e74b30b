import { json } from 'node:stream/consumers'
import {
  context as contexts,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  SpanKind,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { isTracingSuppressed } from '@opentelemetry/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CallXRay } from '../../src/client/index.ts'
import { markHeaderGaps } from '../../src/ids/index.ts'
import { XRaySampler } from '../../src/sampling/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { FIRST_ID, LAST_ID, rulesAnswer } from '../fixtures/sampling-rule.ts'

const caller = (traceFlags: number) => ({
  traceId: FIRST_ID,
  spanId: '1'.repeat(16),
  traceFlags,
  isRemote: true,
})
const under = (spanContext: ReturnType<typeof caller>) => trace.setSpanContext(ROOT_CONTEXT, spanContext)
const decide = (sampler: XRaySampler, traceId = LAST_ID, context = ROOT_CONTEXT, path = '/') =>
  sampler.shouldSample(context, traceId, 'GET', SpanKind.SERVER, { 'url.path': path }, [])

afterEach(() => diag.disable())

describe('XRaySampler', () => {
  test('goes by its caller, and asks nobody for that', () => {
    const call = vi.fn<CallXRay>()
    const sampler = new XRaySampler({ call })
    expect(decide(sampler, LAST_ID, under(caller(TraceFlags.SAMPLED)))).toEqual({ decision: 2 })
    expect(decide(sampler, FIRST_ID, under(caller(TraceFlags.NONE)))).toEqual({ decision: 0 })
    expect(call).not.toHaveBeenCalled()
  })

  test('decides where the caller left it open', async () => {
    const call = vi.fn<CallXRay>(async () => rulesAnswer([{}]))
    const sampler = new XRaySampler({ call })
    const open = markHeaderGaps(caller(TraceFlags.NONE), { parent: true, sampling: true })
    expect(decide(sampler, LAST_ID, under(open))).toEqual({ decision: 2 })
    await vi.waitFor(() => expect(call).toHaveBeenCalledOnce())
    sampler.stop()
  })

  test('takes one a second and 5 % until the rules are there, then goes by them', async () => {
    const call: CallXRay = async () => rulesAnswer([{ RuleName: 'all', FixedRate: 1, ServiceName: 'shop' }])
    const sampler = new XRaySampler({ call, now: () => 0, service: async () => ({ name: 'shop' }) })
    expect([LAST_ID, LAST_ID, FIRST_ID].map(id => decide(sampler, id).decision)).toEqual([2, 0, 2])
    await vi.waitFor(() =>
      expect(decide(sampler)).toEqual({ decision: 2, attributes: { 'aws.xray.sampling_rule_name': 'all' } }),
    )
    sampler.stop()
  })

  test.each([
    [undefined, 'one trace a second and 5 % of the others are taken'],
    [{ version: 2, default: { fixed_target: 0, rate: 1 } }, 'the local rules decide'],
  ])('says once that it gets no rules, and what decides meanwhile, by %j', async (localRules, meanwhile) => {
    const warn = vi.fn()
    const quiet = () => {}
    diag.setLogger({ error: quiet, warn, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN)
    const sampler = new XRaySampler({ endpoint: 'http://127.0.0.1:9', localRules })
    decide(sampler)
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce())
    expect(warn.mock.calls[0]?.[0]).toContain(
      `cannot read sampling rules from http://127.0.0.1:9 (ECONNREFUSED): ${meanwhile} until it can be reached`,
    )
    sampler.stop()
  })

  test('goes on after a call of its user that failed with nothing', async () => {
    const warn = vi.fn()
    const quiet = () => {}
    diag.setLogger({ error: quiet, warn, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN)
    const sampler = new XRaySampler({ call: () => Promise.reject() })
    decide(sampler)
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce())
    sampler.stop()
  })

  test('speaks to a daemon over TCP', async () => {
    const asked: unknown[] = []
    await using daemon = await serveHttp(async (request, response) => {
      asked.push([request.method, request.url, await json(request)])
      response.end(JSON.stringify(rulesAnswer([{ FixedRate: 1 }])))
    })
    const sampler = new XRaySampler({ endpoint: daemon.url })
    await vi.waitFor(() => expect(decide(sampler).attributes).toBeDefined())
    expect(asked).toEqual([['POST', '/GetSamplingRules', {}]])
    sampler.stop()
  })

  test('tells X-Ray what was decided when it is flushed, and waits no longer than it may', async () => {
    const told: unknown[] = []
    let isHanging = false
    const call: CallXRay = async (path, request) => {
      if (path === '/GetSamplingRules') return rulesAnswer([{ FixedRate: 1 }])
      told.push(request)
      return isHanging ? new Promise(() => {}) : {}
    }
    const sampler = new XRaySampler({ call })
    await sampler.forceFlush()
    await vi.waitFor(() => expect(decide(sampler, FIRST_ID).attributes).toBeDefined())
    expect(sampler.isBusy).toBe(true)
    await sampler.forceFlush()
    await sampler.forceFlush()
    expect({ isBusy: sampler.isBusy, told }).toEqual({
      isBusy: false,
      told: [{ SamplingStatisticsDocuments: [expect.objectContaining({ RuleName: 'Default' })] }],
    })
    isHanging = true
    decide(sampler)
    await sampler.forceFlush({ timeoutMillis: 10 })
    expect(told).toHaveLength(2)
    sampler.stop()
  })

  test('has none of its calls traced, whoever has it make them', async () => {
    contexts.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    const traced: string[] = []
    const call: CallXRay = async path => {
      if (!isTracingSuppressed(contexts.active())) traced.push(path)
      return path === '/GetSamplingRules' ? rulesAnswer([{ FixedRate: 1 }]) : {}
    }
    const sampler = new XRaySampler({ call })
    await vi.waitFor(() => expect(decide(sampler, FIRST_ID).attributes).toBeDefined())
    await sampler.forceFlush()
    expect({ isBusy: sampler.isBusy, traced }).toEqual({ isBusy: false, traced: [] })
    sampler.stop()
    contexts.disable()
  })

  test('goes by local rules alone when it is told to', () => {
    const local = { version: 2, default: { fixed_target: 0, rate: 1 } }
    const sampler = new XRaySampler({ endpoint: false, localRules: local })
    expect([decide(sampler), decide(sampler)]).toEqual([{ decision: 2 }, { decision: 2 }])
    expect(`${sampler}`).toBe('XRaySampler{local rules}')
  })

  test.each([
    [{ endpoint: 'udp://127.0.0.1:2000' }, "Cannot read sampling rules from 'udp://127.0.0.1:2000'"],
    [{ localRules: {} }, '"version" is undefined'],
  ])('refuses %j', (options, message) => {
    expect(() => new XRaySampler(options)).toThrow(message)
  })
})
