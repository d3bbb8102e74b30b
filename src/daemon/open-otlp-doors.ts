import { createOtlpGrpcServer, createOtlpHttpServer } from '../receiver/index.ts'
import { type EndedSpan, spansToDocumentsStepwise } from '../segment/index.ts'
import type { DaemonSettings } from './daemon-settings.ts'
import type { Intake } from './intake.ts'
import type { Log } from './log.ts'
import { openServer, type Server } from './open-server.ts'
import type { OtlpParts } from './otlp-parts.ts'

/** Where spans of OTLP come in. */
export interface OtlpDoors {
  readonly http: Server | undefined
  readonly grpc: Server | undefined
}

type OtlpDoorSettings = Pick<DaemonSettings, 'otlpHttpAddress' | 'otlpGrpcAddress'> & {
  /** What the destination takes in the place of documents, if it takes OTLP. */
  otlpParts?: OtlpParts | undefined
  log: Log
}

/** Opens the servers for OTLP that are wanted. An address that cannot be had is told. */
export async function openOtlpDoors(
  { otlpHttpAddress, otlpGrpcAddress, otlpParts, log }: OtlpDoorSettings,
  intake: Intake,
  onError: (error: unknown) => void,
): Promise<OtlpDoors> {
  const convert = otlpParts?.stepwise ?? spansToDocumentsStepwise
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
    openServer({ purpose: 'for OTLP over HTTP', flag: '--otlp-http' }, otlpHttpAddress, log, address =>
      createOtlpHttpServer({ ...address, ...taker }),
    ),
    openServer({ purpose: 'for OTLP over gRPC', flag: '--otlp-grpc' }, otlpGrpcAddress, log, address =>
      createOtlpGrpcServer({ ...address, ...taker }),
    ),
  ])
  return { http, grpc }
}
