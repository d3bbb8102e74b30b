// OpenTelemetry's own SDK with the HTTP instrumentation, and an exporter that does nothing; or, given a port, one that
// sends a datagram for each span and converts none.
const { createSocket } = require('node:dgram')
const { registerInstrumentations } = require('@opentelemetry/instrumentation')
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http')
const { BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base')
const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node')

/** As large as the document of such a request. */
const datagram = Buffer.alloc(900, 'x')
const { DATAGRAMS_TO } = process.env
const socket = DATAGRAMS_TO && createSocket('udp4').unref()
socket?.connect(Number(DATAGRAMS_TO), '127.0.0.1')

const exporter = {
  export(spans, done) {
    for (const _ of socket ? spans : []) socket.send(datagram, () => {})
    done({ code: 0 })
  },
  shutdown: async () => {},
}
new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] }).register()
registerInstrumentations({ instrumentations: [new HttpInstrumentation()] })
