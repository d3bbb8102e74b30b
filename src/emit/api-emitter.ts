import { type ApiConnection, callApi } from '../client/index.ts'
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS_PER_CALL } from '../document/index.ts'
import { type BatchBounds, BatchEmitter } from './batch-emitter.ts'
import { putTraceSegments } from './put-trace-segments.ts'

/** Bytes of documents in a call, before they become JSON text in JSON. AWS names no limit; this one is ours. */
const MAX_CALL_BYTES = 1_000_000

/** Sends documents to the X-Ray API by `PutTraceSegments`: straight, without a daemon. Closes the connection with itself. */
export class ApiEmitter extends BatchEmitter {
  constructor(connection: ApiConnection, bounds: Partial<BatchBounds> = {}) {
    const call = callApi(connection)
    super(
      {
        deliver: documents => putTraceSegments(call, documents),
        close: () => connection.close(),
      },
      {
        maxDocuments: MAX_DOCUMENTS_PER_CALL,
        maxCallBytes: MAX_CALL_BYTES,
        maxDocumentBytes: MAX_DOCUMENT_BYTES,
        ...bounds,
      },
    )
  }
}
