import { createOtlpGrpcServer, createOtlpHttpServer } from '../receiver/index.ts'
import { type Conversion, type EndedSpan, spansToDocuments } from '../segment/index.ts'
import type { DaemonSettings } from './daemon-settings.ts'
import type { Intake } from './intake.ts'
import type { Log } from './log.ts'
import { openServer, type Server } from './open-server.ts'

/** Where spans of OTLP come in. */
export interface OtlpDoors {
  readonly http: Server | undefined
  readonly grpc: Server | undefined
}

type OtlpDoorSettings = Pick<DaemonSettings, 'otlpHttpAddress' | 'otlpGrpcAddress'> & {
  /** Whether the destination takes spans of OTLP and no documents. */
  takesOtlp: boolean
  log: Log
}

/** Of a part of an OTLP request that goes on. */
const MAX_PART_BYTES = 1_000_000

/** Opens the servers for OTLP that are wanted. An address that cannot be had is told. */
export async function openOtlpDoors(
  { otlpHttpAddress, otlpGrpcAddress, takesOtlp, log }: OtlpDoorSettings,
  intake: Intake,
  onError: (error: unknown) => void,
): Promise<OtlpDoors> {
  const convert = takesOtlp ? await otlpConversion() : spansToDocuments
  const taker = {
    onError,
    onSpans: (spans: readonly EndedSpan[]) => {
      if (!intake.hasRoom) return false
      intake.spans(spans.length, convert(spans))
      return true
    },
    onSpansRefused: intake.refusedSpans.bind(intake),
  }
  const [http, grpc] = await Promise.all([
    openServer('for OTLP over HTTP', otlpHttpAddress, log, address =>
      createOtlpHttpServer({ ...address, ...taker }),
    ),
    openServer('for OTLP over gRPC', otlpGrpcAddress, log, address =>
      createOtlpGrpcServer({ ...address, ...taker }),
    ),
  ])
  return { http, grpc }
}

/** Read when it is wanted: it brings OpenTelemetry's serialiser. */
async function otlpConversion(): Promise<(spans: readonly EndedSpan[]) => Conversion> {
  const { spansToOtlp } = await import('./otlp-parts.ts')
  return spans => spansToOtlp(spans, { maxDocumentBytes: MAX_PART_BYTES })
}
