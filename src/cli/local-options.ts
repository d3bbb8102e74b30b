import { readOptions, readWholeNumber } from './read-options.ts'

const HELP = `Usage: spanray local [--port 2000] [--host 127.0.0.1] [options]

An X-Ray on your desk: takes segment documents over UDP as the X-Ray daemon does, OTLP, and the
X-Ray API over HTTP on the same port; shows traces in a browser, and prints each as it arrives.

  --port N           the port, UDP and TCP; 0 takes any that is free
  --host ADDRESS     the address to listen on; any but this machine's own lets others in
  --allow-host NAME  a further name by which it may be called; may be given again
  --otlp-http N      a port for OTLP over HTTP as well (4318); no: none
  --otlp-grpc N      a port for OTLP over gRPC (4317); no: none
  --data DIR         keep documents there, and take in those that are there
  --max-bytes N      bytes of documents that are kept (200000000)
  --max-traces N     traces that are kept (100000)
  --forward WHERE    send documents on, to a daemon (HOST:PORT) or to AWS (xray)
  --record FILE      write down each datagram, for: spanray compare
  --no-timeline      print no traces

Exit code: 0 after SIGINT or SIGTERM, 1 when the port or the folder cannot be had.
`

/** What `spanray local` was told. */
export interface LocalOptions {
  host: string
  port: number
  allowedHosts: string[]
  otlpHttpPort: number | undefined
  otlpGrpcPort: number | undefined
  dataFolder: string | undefined
  maxBytes: number
  maxTraces: number
  forwardTo: string | undefined
  record: string | undefined
  isTimelineShown: boolean
}

const XRAY_PORT = 2000
const OTLP_HTTP_PORT = 4318
const OTLP_GRPC_PORT = 4317

/**
 * The options of `spanray local`. OTLP's own ports are listened on beside port 2000; who chooses another port chooses
 * those as well.
 *
 * @throws UsageError when there is an unknown option or a bad value
 * @throws HelpRequest when `--help` is among them
 */
export function readLocalOptions(args: string[]): LocalOptions {
  const { values } = readOptions(
    args,
    {
      port: { type: 'string', default: String(XRAY_PORT) },
      host: { type: 'string', default: '127.0.0.1' },
      'allow-host': { type: 'string', multiple: true },
      'otlp-http': { type: 'string' },
      'otlp-grpc': { type: 'string' },
      data: { type: 'string' },
      'max-bytes': { type: 'string', default: '200000000' },
      'max-traces': { type: 'string', default: '100000' },
      forward: { type: 'string' },
      record: { type: 'string' },
      'no-timeline': { type: 'boolean' },
    },
    HELP,
  )
  const port = readWholeNumber('--port', values.port, 0, 65_535)
  const otlpPort = (option: string, text: string | undefined, usual: number) => {
    if (text === undefined) return port === XRAY_PORT ? usual : undefined
    return text === 'no' ? undefined : readWholeNumber(option, text, 0, 65_535)
  }
  return {
    host: values.host,
    port,
    allowedHosts: values['allow-host'] ?? [],
    otlpHttpPort: otlpPort('--otlp-http', values['otlp-http'], OTLP_HTTP_PORT),
    otlpGrpcPort: otlpPort('--otlp-grpc', values['otlp-grpc'], OTLP_GRPC_PORT),
    dataFolder: values.data,
    maxBytes: readWholeNumber('--max-bytes', values['max-bytes'], 1_000_000, 999_999_999),
    maxTraces: readWholeNumber('--max-traces', values['max-traces'], 1, 10_000_000),
    forwardTo: values.forward,
    record: values.record,
    isTimelineShown: !values['no-timeline'],
  }
}
