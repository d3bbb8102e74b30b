// Decides so many times a second, counts, and tells each second what memory it takes; at the end, what it has decided.
import { ROOT_CONTEXT } from '@opentelemetry/api'
import { XRayIdGenerator, XRaySampler } from 'spanray'

const TICK_MILLIS = 50
/** Every rate but 0 takes it: by its rule's name is seen that the rules are there. */
const FIRST_ID = '0'.repeat(32)

const [, , endpoint, decisionsPerSecond, seconds] = process.argv
const sampler = new XRaySampler({ endpoint })
const generator = new XRayIdGenerator()
const ids = Array.from({ length: 10_007 }, () => generator.generateTraceId())
const paths = Array.from({ length: 30 }, (_, n) => ({ 'url.path': `/things-${n}/photo` }))
const made = { decisions: 0, sampled: {} }

// By a path that only the last rule fits.
while (!decide(FIRST_ID, { 'url.path': '/' })) await new Promise(resolve => setTimeout(resolve, 10))
const start = performance.now()
const deciding = setInterval(() => {
  const due = Math.min((performance.now() - start) / 1000, seconds) * decisionsPerSecond
  while (made.decisions < due) decide(ids[made.decisions % ids.length], paths[made.decisions % paths.length])
}, TICK_MILLIS)
const telling = setInterval(() => {
  globalThis.gc()
  process.send({ heapBytes: process.memoryUsage().heapUsed })
}, 1000)
setTimeout(async () => {
  clearInterval(deciding)
  clearInterval(telling)
  process.send({ isOver: true })
  sampler.stop()
  while (sampler.isBusy) await sampler.forceFlush()
  process.send({ made }, () => process.disconnect())
}, seconds * 1000)

/** Whether it was decided by a rule of X-Ray's; counts it then. */
function decide(id, attributes) {
  const { decision, attributes: told } = sampler.shouldSample(ROOT_CONTEXT, id, 'GET', 1, attributes, [])
  const name = told?.['aws.xray.sampling_rule_name']
  if (made.decisions === 0 && name === undefined) return false
  made.decisions++
  if (decision === 2) made.sampled[name] = (made.sampled[name] ?? 0) + 1
  return true
}
