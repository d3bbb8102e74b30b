import type { ApiConnection } from '../client/index.ts'
import { type BatchBounds, BatchEmitter } from './batch-emitter.ts'
import { postOtlp } from './post-otlp.ts'

/**
 * X-Ray takes 5 MB and 10,000 spans in a request, before they are packed; parts have 512 spans at most.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html
 */
const LIMITS = { maxDocuments: 19, maxCallBytes: 4_500_000, maxDocumentBytes: 1_000_000 }

/** Sends parts of OTLP requests, in protobuf, to an OTLP endpoint over HTTP. Closes the connection with itself. */
export class OtlpEmitter extends BatchEmitter {
  constructor(connection: ApiConnection, bounds: Partial<BatchBounds> = {}) {
    super(
      {
        deliver: parts => postOtlp(connection, parts),
        close: () => connection.close(),
      },
      { ...LIMITS, ...bounds },
    )
  }
}
