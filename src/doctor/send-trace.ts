import { createSocket } from 'node:dgram'
import { setTimeout as wait } from 'node:timers/promises'
import { toXRayTraceId, XRayIdGenerator } from '../ids/index.ts'
import { callAsApp } from './call-as-app.ts'
import { type DestinationSetting, destinationOf } from './destination-of.ts'
import type { Finding, Scene } from './finding.ts'

/** A host where nobody listens says so at once. */
const REFUSAL_MILLIS = 200
const ASKS = 4

/** Does a trace arrive? Sends one, of the service `spanray-doctor`, and asks for it where it went. */
export async function sendTrace({ environment }: Scene): Promise<Finding[]> {
  const about = 'a trace'
  const destination = destinationOf(environment)
  const { api, otlp, udp } = destination
  if (otlp)
    return [
      {
        about,
        verdict: 'note',
        says: `is not sent: spans go to ${otlp} by OTLP, where nobody can be asked for them`,
        change: 'Run the app by spanray doctor -- node app.js, which tells what was sent',
      },
    ]
  if (!api && !udp) return []
  const place = udp ? `udp://${udp.host}:${udp.port}` : `the X-Ray API (${api})`
  const document = testDocument()
  const failure = await send(destination, JSON.stringify(document), environment)
  if (failure)
    return [
      {
        about,
        verdict: 'loss',
        says: `cannot be sent to ${place}: ${failure}`,
        change: udp
          ? 'Start an X-Ray daemon there (on a desk: npx spanray local), or set AWS_XRAY_DAEMON_ADDRESS'
          : 'docs/aws.md says which region, credentials and permissions it takes',
      },
    ]
  if (await isThere(environment, document.trace_id))
    return [{ about, verdict: 'ok', says: `${document.trace_id} went to ${place} and is there` }]
  return [
    {
      about,
      verdict: 'note',
      says: `${document.trace_id} went to ${place}; nobody there could say whether it arrived`,
      change: 'Look for it in the console in a minute',
    },
  ]
}

function testDocument() {
  const generator = new XRayIdGenerator()
  const now = Date.now() / 1000
  return {
    name: 'spanray-doctor',
    id: generator.generateSpanId(),
    trace_id: toXRayTraceId(generator.generateTraceId()),
    start_time: now - 0.001,
    end_time: now,
  }
}

/** Comes back with what went wrong, if something did. */
async function send(
  { udp }: DestinationSetting,
  document: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (udp) {
    const error = await sendDatagram(udp.host, udp.port, document)
    return error && (error.code ?? error.message)
  }
  try {
    const answer = await callAsApp(environment)('/TraceSegments', { TraceSegmentDocuments: [document] })
    const { UnprocessedTraceSegments: [refused] = [] } = answer as {
      UnprocessedTraceSegments?: { ErrorCode?: string }[]
    }
    return refused && `it was not processed (${refused.ErrorCode})`
  } catch (error) {
    return (error as Error).message
  }
}

async function sendDatagram(
  host: string,
  port: number,
  document: string,
): Promise<NodeJS.ErrnoException | undefined> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  try {
    return await new Promise(resolve => {
      socket.on('error', resolve)
      socket.on('connect', () => {
        socket.send(`{"format":"json","version":1}\n${document}`, error => {
          if (error) resolve(error)
          else setTimeout(() => resolve(undefined), REFUSAL_MILLIS)
        })
      })
      socket.connect(port, host)
    })
  } finally {
    socket.close()
  }
}

async function isThere(environment: NodeJS.ProcessEnv, xrayTraceId: string): Promise<boolean> {
  const call = callAsApp(environment)
  for (let ask = 0; ask < ASKS; ask++) {
    try {
      const answer = await call('/Traces', { TraceIds: [xrayTraceId] })
      if ((answer as { Traces?: unknown[] } | null)?.Traces?.length) return true
    } catch {
      return false
    }
    await wait(REFUSAL_MILLIS)
  }
  return false
}
