import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace'
import { type XRaySpanExporter, XRaySpanProcessor } from '../export/index.ts'
import { batchSetting } from './batch-setting.ts'
import { createXRayExporter } from './create-xray-exporter.ts'
import { listSetting } from './list-setting.ts'

/** Where spans go. */
export interface Exporters {
  /** One for each exporter; none when nothing is exported. */
  readonly processors: SpanProcessor[]
  /** The one of them that sends to X-Ray, if it is asked for. */
  readonly xray: XRaySpanExporter | undefined
}

type Warn = (message: string) => void

const NAMES = ['xray', 'otlp', 'zipkin', 'console', 'none']

/**
 * The exporters that `OTEL_TRACES_EXPORTER` lists, each with its span processor; X-Ray's alone when it says nothing,
 * none for `none`. A name that is none is a warning and left out.
 */
export function exportersSetting(
  environment: NodeJS.ProcessEnv,
  script: string | undefined,
  warn: Warn,
): Exporters {
  const names = exporterNames(environment, warn)
  const batch = batchSetting(environment, warn)
  const processors: SpanProcessor[] = []
  let xray: XRaySpanExporter | undefined
  for (const name of names) {
    if (name === 'xray') {
      xray = createXRayExporter(environment, warn)
      processors.push(new XRaySpanProcessor(xray, batch))
    } else if (name === 'console') {
      processors.push(new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() }))
    } else {
      const exporter =
        name === 'otlp' ? otlpExporter(environment, script, warn) : zipkinExporter(script, warn)
      if (exporter) processors.push(new BatchSpanProcessor({ ...batch, exporter }))
    }
  }
  return { processors, xray }
}

/** Whether the environment itself asks for X-Ray, and not the default. */
export function asksForXRay(environment: NodeJS.ProcessEnv): boolean {
  return listSetting(environment.OTEL_TRACES_EXPORTER).includes('xray')
}

function exporterNames(environment: NodeJS.ProcessEnv, warn: Warn): string[] {
  const told = new Set(listSetting(environment.OTEL_TRACES_EXPORTER))
  for (const name of [...told].filter(each => !NAMES.includes(each)))
    warn(`OTEL_TRACES_EXPORTER names '${name}', which is no exporter here: write ${NAMES.join(', ')}`)
  const names = [...told].filter(name => NAMES.includes(name))
  if (names.length === 0) return ['xray']
  if (!names.includes('none')) return names
  if (names.length > 1) warn(`OTEL_TRACES_EXPORTER names 'none' beside other exporters: nothing is exported`)
  return []
}

/** In a file of its own, which most apps need not read; by gRPC it is the app's, if it has one. */
function otlpExporter(
  environment: NodeJS.ProcessEnv,
  script: string | undefined,
  warn: Warn,
): SpanExporter | undefined {
  const protocol =
    environment.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ||
    environment.OTEL_EXPORTER_OTLP_PROTOCOL ||
    'http/protobuf'
  if (protocol !== 'grpc') {
    const loaded = require('./otlp-exporter.cjs') as typeof import('./otlp-exporter.ts')
    return loaded.createOtlpExporter(protocol, warn)
  }
  try {
    const require = requireOfApp(script)
    return new (require('@opentelemetry/exporter-trace-otlp-grpc').OTLPTraceExporter)()
  } catch {
    warn(
      'OTLP by gRPC needs @opentelemetry/exporter-trace-otlp-grpc, which the app does not have: install it, or set ' +
        'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf and the endpoint to port 4318; no spans are sent by OTLP',
    )
    return undefined
  }
}

function zipkinExporter(script: string | undefined, warn: Warn): SpanExporter | undefined {
  try {
    const require = requireOfApp(script)
    return new (require('@opentelemetry/exporter-zipkin').ZipkinExporter)()
  } catch {
    warn(
      `OTEL_TRACES_EXPORTER names 'zipkin', which needs @opentelemetry/exporter-zipkin, which the app does not have`,
    )
    return undefined
  }
}

function requireOfApp(script: string | undefined): NodeJS.Require {
  return createRequire(script ?? join(process.cwd(), 'app.js'))
}
