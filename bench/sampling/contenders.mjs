import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api'
import { TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace'
import { XRayIdGenerator, XRaySampler } from 'spanray'
import { serveTurns } from '../rounds.mjs'

/** In one run of a contender. */
export const DECISIONS = 1000

const everything = {
  ServiceName: '*',
  ServiceType: '*',
  ResourceARN: '*',
  Version: 1,
  ReservoirSize: 1,
  FixedRate: 0.05,
}

const rules = Array.from({ length: 25 }, (_, n) => ({
  SamplingRule: {
    ...everything,
    RuleName: `rule-${n}`,
    Priority: n + 1,
    ...(n < 24
      ? { Host: '*.example.com', HTTPMethod: 'GET', URLPath: `/api/v?/things-${n}/*` }
      : { Host: '*', HTTPMethod: '*', URLPath: '*' }),
  },
}))

const sampler = count =>
  new XRaySampler({
    call: async () => ({ SamplingRuleRecords: rules.slice(-count) }),
    service: { name: 'shop' },
  })

const CONTENDERS = {
  'spanray, 1 rule': () => sampler(1),
  'spanray, 25 rules': () => sampler(25),
  'OpenTelemetry, traceidratio': () => new TraceIdRatioBasedSampler(0.05),
}

export const names = Object.keys(CONTENDERS)

const requests = Array.from({ length: 100 }, (_, n) => ({
  'http.request.method': 'GET',
  'url.path': `/api/v1/things-${n % 48}/photo`,
  'url.scheme': 'https',
  'server.address': 'shop.example.com',
  'server.port': 443,
  'user_agent.original': 'curl/8',
}))

if (process.send) {
  const generator = new XRayIdGenerator()
  const ids = Array.from({ length: DECISIONS }, () => generator.generateTraceId())
  const chosen = CONTENDERS[process.argv[2]]()
  serveTurns({
    [process.argv[2]]: () => {
      for (let n = 0; n < DECISIONS; n++)
        chosen.shouldSample(ROOT_CONTEXT, ids[n], 'GET', SpanKind.SERVER, requests[n % 100], [])
    },
  })
}
