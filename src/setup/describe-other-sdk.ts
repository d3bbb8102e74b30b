const STARTS = /\b(NodeSDK|NodeTracerProvider|BasicTracerProvider|WebTracerProvider|startNodeSdk)\b/

/**
 * Who started an SDK of its own, from the stack of its registration.
 *
 *     'Error: … at NodeSDK.start (/srv/node_modules/@opentelemetry/sdk-node/…) at Object.<anonymous> (/srv/tracing.js:7:5)'
 *       → 'NodeSDK at /srv/tracing.js:7:5'
 */
export function describeOtherSdk(stack: string): string {
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line))
  const registers = frames.findIndex(frame => frame.includes('setGlobalTracerProvider'))
  const callers = frames.slice(registers + 1)
  const name = STARTS.exec(callers.join('\n'))?.[1] ?? 'an OpenTelemetry SDK'
  const caller = callers.find(frame => !/[\\/]node_modules[\\/]@opentelemetry[\\/]/.test(frame))
  const place = caller && /\(?(?:file:\/\/)?([^\s()]+:\d+:\d+)\)?$/.exec(caller)?.[1]
  return place ? `${name} at ${place}` : name
}
