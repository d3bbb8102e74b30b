import { toXRayTraceId } from '../../ids/index.ts'

/** What was dropped onto the page: what the server can take in, and which trace it is of. */
export interface DroppedTrace {
  /** Segment documents or OTLP/JSON, as `POST /api/documents` takes them. */
  text: string
  /** Of the first document; absent where none is found. */
  traceId: string | undefined
}

/** The data of a trace that was shared as an HTML file. */
const TRACE_FILE = /<script id="trace-file" type="application\/json">([\s\S]*?)<\/script>/
const XRAY_ID =
  /"trace_id"\s*:\s*"(1-[0-9a-f]{8}-[0-9a-f]{24})"|\\"trace_id\\"\s*:\s*\\"(1-[0-9a-f]{8}-[0-9a-f]{24})\\"/i
const OTLP_ID = /"trace_?id"\s*:\s*"([0-9a-f]{32})"/i

/** Reads a file that was dropped: an HTML file of ours, segment documents in any form, or OTLP/JSON. */
export function droppedTrace(file: string): DroppedTrace {
  const text = TRACE_FILE.exec(file)?.[1] ?? file
  const xray = XRAY_ID.exec(text)
  const otlp = OTLP_ID.exec(text)?.[1]
  const traceId = xray?.[1] ?? xray?.[2] ?? (otlp && toXRayTraceId(otlp))
  return { text, traceId: traceId?.toLowerCase() }
}
