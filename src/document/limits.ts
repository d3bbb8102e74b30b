/** Limits of AWS X-Ray, each with its source. A limit lives here once and nowhere else. */

/**
 * Bytes of UTF-8 in one segment document. AWS writes "64 kB", which may mean 64,000 or 65,536: we keep to the smaller.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export const MAX_DOCUMENT_BYTES = 64_000

/**
 * Characters (code points) in the name of a segment or subsegment.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields
 */
export const MAX_NAME_CHARS = 200

/**
 * Documents in one PutTraceSegments call.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html
 */
export const MAX_DOCUMENTS_PER_CALL = 50

/**
 * Bytes of the documents of one trace. AWS calls it an upper limit: less is held of what comes slowly.
 * @see https://docs.aws.amazon.com/general/latest/gr/xray.html
 */
export const MAX_TRACE_BYTES = 500_000

/**
 * Trace ids in one BatchGetTraces call.
 * @see https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html
 */
export const MAX_TRACE_IDS_PER_CALL = 5

/**
 * Statistics of sampling rules in one GetSamplingTargets call.
 * @see https://docs.aws.amazon.com/xray/latest/api/API_GetSamplingTargets.html
 */
export const MAX_STATISTICS_PER_CALL = 25

/**
 * Bytes of UTF-8 in one segment document that a receiver takes: the daemon reads datagrams into buffers of 64 KiB, so
 * what is between the two readings of "64 kB" may well arrive at AWS.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export const MAX_RECEIVED_DOCUMENT_BYTES = 65_536

/** Levels of subsegments below a segment or an independent subsegment. AWS names no limit; this one is ours. */
export const MAX_SUBSEGMENT_LEVELS = 100

/** Levels of JSON in a received document, metadata included. AWS names no limit; this one is ours. */
export const MAX_JSON_LEVELS = 500

/** Epoch seconds of the year 5138: a time from there on was given in milliseconds. AWS names no limit; this one is ours. */
export const MAX_EPOCH_SECONDS = 1e11

/**
 * Links of a segment, and of a trace, that count: others are kept in their documents.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-tracelinking.html
 */
export const MAX_LINKS_OF_SEGMENT = 20
export const MAX_LINKS_OF_TRACE = 100
