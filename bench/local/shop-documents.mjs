/** Seconds over which the traces begin, one after another. */
export const SPAN_SECONDS = 3600
/** When the first trace begins, in epoch seconds: at a full minute. */
export const START_SECONDS = 1_700_000_040

const SERVICES = ['shop', 'cart', 'pay', 'stock', 'mail']

/**
 * The five documents of one of many traces: a shop calls a cart, and so on; 850 bytes each on average.
 *
 * @param {number} trace its number, from 0
 * @param {number} traces how many there are
 * @returns {string[]}
 */
export function shopDocuments(trace, traces) {
  const start = START_SECONDS + (trace * SPAN_SECONDS) / traces
  return SERVICES.map((name, at) => {
    const isFault = trace % 50 === 0
    return JSON.stringify({
      name,
      id: hex(trace * 16 + at + 1, 16),
      trace_id: traceId(trace, traces),
      start_time: start + at * 0.01,
      end_time: start + 0.3 + ((trace * 7919) % 1000) / 1000 - at * 0.01,
      ...(at > 0 && { parent_id: hex(trace * 16 + at + 7, 16) }),
      http: {
        request: {
          method: 'GET',
          url: `http://${name}.example.com/items/${trace % 500}`,
          client_ip: '10.0.0.1',
          user_agent: 'curl/8.5.0',
        },
        response: { status: isFault ? 500 : 200 },
      },
      ...(isFault && { fault: true }),
      ...(at === 0 && { user: `user-${trace % 1000}` }),
      aws: { xray: { sdk: 'X-Ray for Node.js', sdk_version: '3.12.0' } },
      service: { version: '1.2' },
      annotations: { tenant: `tenant-${trace % 100}`, order: trace },
      metadata: { default: { note: 'x'.repeat(100) } },
      subsegments: [
        {
          id: hex(trace * 16 + at + 8, 16),
          name: `${SERVICES[at + 1] ?? 'smtp'}.example.com`,
          namespace: 'remote',
          start_time: start + 0.05,
          end_time: start + 0.25,
          http: {
            request: { method: 'GET', url: `http://${SERVICES[at + 1] ?? 'smtp'}.example.com/x` },
            response: { status: 200 },
          },
        },
      ],
    })
  })
}

/** The id of a trace. */
export function traceId(trace, traces) {
  const second = Math.floor(START_SECONDS + (trace * SPAN_SECONDS) / traces)
  return `1-${hex(second, 8)}-${hex(trace, 24)}`
}

function hex(number, width) {
  return number.toString(16).padStart(width, '0')
}
