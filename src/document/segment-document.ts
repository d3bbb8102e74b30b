/**
 * The segment document: what AWS X-Ray takes in, field names as AWS writes them.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */

/** What a segment and a subsegment have in common. */
interface DocumentBody {
  name: string
  /** 16 hex digits, unique in its trace. */
  id: string
  /** Epoch seconds with a fraction. */
  start_time: number
  /** Epoch seconds with a fraction; absent while `in_progress`. */
  end_time?: number
  in_progress?: boolean
  /** The segment or subsegment that called this one. */
  parent_id?: string
  http?: Http
  aws?: Aws
  /** The caller's doing: HTTP 4xx. */
  error?: boolean
  /** Too many requests: HTTP 429. `error` is then set as well. */
  throttle?: boolean
  /** The service's own doing: HTTP 5xx, or an exception. */
  fault?: boolean
  /** What went wrong, or the id of an exception recorded elsewhere in the trace. */
  cause?: Cause | string
  /** Indexed: filter expressions find them. */
  annotations?: Record<string, string | number | boolean>
  /** Not indexed: any JSON, by namespace. */
  metadata?: Record<string, Record<string, unknown>>
  subsegments?: Subsegment[]
}

/** What one service did for one request. */
export interface Segment extends DocumentBody {
  /** `1-<8 hex>-<24 hex>`. */
  trace_id: string
  type?: undefined
  service?: { version?: string; [key: string]: unknown }
  user?: string
  /** The kind of AWS resource the service runs on, such as `AWS::ECS::Fargate`. */
  origin?: string
  resource_arn?: string
  links?: Link[]
  /** Made by X-Ray for a callee that sent no segment of its own. Never sent by a client. */
  inferred?: boolean
}

/** One step inside a segment, nested in it or sent by itself as an independent subsegment. */
export interface Subsegment extends DocumentBody {
  /** Only on an independent subsegment. */
  trace_id?: string
  /** Only on an independent subsegment. */
  type?: 'subsegment'
  /** Whom it called: an AWS service, or anything else over a network. Absent: local work. */
  namespace?: 'aws' | 'remote'
  precursor_ids?: string[]
  /** The callee sends a segment too: X-Ray holds the trace for broken until it arrives. */
  traced?: boolean
  sql?: Sql
  links?: Link[]
}

/** A subsegment that travels by itself and says where it belongs. */
export interface IndependentSubsegment extends Subsegment {
  trace_id: string
  parent_id: string
  type: 'subsegment'
}

/** What travels: a segment with all that is nested in it, or one independent subsegment. */
export type SegmentDocument = Segment | Subsegment

/** A document that was found valid: it always says which trace it is of. */
export type ReceivedDocument = Segment | IndependentSubsegment

export interface Http {
  request?: {
    method?: string
    url?: string
    user_agent?: string
    client_ip?: string
    x_forwarded_for?: boolean
    traced?: boolean
  }
  response?: { status?: number; content_length?: number }
}

export interface Aws {
  operation?: string
  region?: string
  request_id?: string
  table_name?: string
  queue_url?: string
  xray?: { sdk?: string; sdk_version?: string; auto_instrumentation?: boolean; sampling_rule_name?: string }
  [key: string]: unknown
}

export interface Sql {
  url?: string
  connection_string?: string
  sanitized_query?: string
  database_type?: string
  database_version?: string
  driver_version?: string
  user?: string
  preparation?: 'call' | 'statement'
}

export interface Cause {
  working_directory?: string
  paths?: string[]
  exceptions?: Exception[]
}

export interface Exception {
  id: string
  message?: string
  type?: string
  /** Thrown by the callee, not here. */
  remote?: boolean
  truncated?: number
  skipped?: number
  /** The id of the exception that led to this one. */
  cause?: string
  stack?: StackFrame[]
}

export interface StackFrame {
  path?: string
  line?: number
  label?: string
}

export interface Link {
  trace_id: string
  id: string
  attributes?: Record<string, unknown>
}
