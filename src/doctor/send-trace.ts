import { createSocket } from 'node:dgram'
import { setTimeout as wait } from 'node:timers/promises'
import { callXRayAt } from '../client/index.ts'
import { toXRayTraceId, XRayIdGenerator } from '../ids/index.ts'
import { samplingEndpoint } from '../setup/index.ts'
import { daemonOf } from './daemon-of.ts'
import type { Finding, Scene } from './finding.ts'

/** A host where nobody listens says so at once. */
const REFUSAL_MILLIS = 200
const ASKS = 4

/** Does a trace arrive? Sends one, of the service `spanray-doctor`, and asks for it where it went. */
export async function sendTrace({ environment }: Scene): Promise<Finding[]> {
  const about = 'a trace'
  const { address } = daemonOf(environment)
  if (!address) return []
  const { host, port } = address.udp
  const generator = new XRayIdGenerator()
  const xrayTraceId = toXRayTraceId(generator.generateTraceId())
  const now = Date.now() / 1000
  const document = {
    name: 'spanray-doctor',
    id: generator.generateSpanId(),
    trace_id: xrayTraceId,
    start_time: now - 0.001,
    end_time: now,
  }
  const error = await send(host, port, JSON.stringify(document))
  if (error)
    return [
      {
        about,
        verdict: 'loss',
        says: `cannot be sent to udp://${host}:${port}: ${error.code ?? error.message}`,
        change: 'Start an X-Ray daemon there (on a desk: npx spanray local), or set AWS_XRAY_DAEMON_ADDRESS',
      },
    ]
  if (await isThere(samplingEndpoint(environment), xrayTraceId))
    return [{ about, verdict: 'ok', says: `${xrayTraceId} went to udp://${host}:${port} and is there` }]
  return [
    {
      about,
      verdict: 'note',
      says: `${xrayTraceId} went to udp://${host}:${port}; nobody there could say whether it arrived`,
      change: 'Look for it in the console in a minute',
    },
  ]
}

async function send(
  host: string,
  port: number,
  document: string,
): Promise<NodeJS.ErrnoException | undefined> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  try {
    return await new Promise(resolve => {
      socket.on('error', resolve)
      socket.connect(port, host, () => {
        socket.send(`{"format":"json","version":1}\n${document}`, error => {
          if (error) resolve(error)
          else setTimeout(() => resolve(undefined), REFUSAL_MILLIS)
        })
      })
    })
  } finally {
    socket.close()
  }
}

async function isThere(endpoint: string, xrayTraceId: string): Promise<boolean> {
  for (let ask = 0; ask < ASKS; ask++) {
    try {
      const answer = await callXRayAt(endpoint)('/Traces', { TraceIds: [xrayTraceId] })
      if ((answer as { Traces?: unknown[] } | null)?.Traces?.length) return true
    } catch {
      return false
    }
    await wait(REFUSAL_MILLIS)
  }
  return false
}
