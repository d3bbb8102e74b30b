import { isSpanMetadata, type Segment, type Subsegment } from '../../document/index.ts'
import { isJsonObject } from '../json/json-fields.ts'

/** Attributes that become fields of a subsegment's `aws`; a field that is not here is `aws.` and its name. */
const AWS_CALL: Record<string, string> = {
  region: 'aws.region',
  id_2: 'aws.request.extended_id',
  retries: 'aws.xray.retries',
  table_names: 'aws.dynamodb.table_names',
  bucket_name: 'aws.s3.bucket',
  key: 'aws.s3.key',
  topic_arn: 'aws.sns.topic.arn',
  queue_name: 'aws.sqs.queue.name',
  stream_name: 'aws.kinesis.stream.name',
  stream_arn: 'aws.kinesis.stream.arn',
  function_name: 'aws.lambda.function.name',
  function_arn: 'aws.lambda.function.arn',
  index_name: 'aws.dynamodb.index_name',
  consistent_read: 'aws.dynamodb.consistent_read',
  projection_expression: 'aws.dynamodb.projection',
  limit: 'aws.dynamodb.limit',
  count: 'aws.dynamodb.count',
  scanned_count: 'aws.dynamodb.scanned_count',
}

/** Fields of a segment's `aws`, and of its `xray`, that its resource is made of. */
const OF_THE_SDK = new Set(['sdk', 'sdk_version', 'auto_instrumentation'])
const OF_THE_RESOURCE = new Set(['account_id', 'cloudwatch_logs', 'ec2', 'ecs', 'eks', 'elastic_beanstalk'])

/**
 * The attributes that a segment's or subsegment's fields are made of on the way to X-Ray. What no attribute stands for is
 * under `aws.xray.`; metadata of the default namespace are attributes as they are.
 *
 *     { http: { request: { method: 'GET' } }, annotations: { plan: 'gold' } }
 *     → { 'http.request.method': 'GET', plan: 'gold', 'aws.xray.annotations': ['plan'] }
 */
export function spanAttributes(entity: Segment | Subsegment): Record<string, unknown> {
  const attributes = metadataAttributes(entity)
  const kept = { ...attributes }
  for (const [key, value] of Object.entries(fieldAttributes(entity, kept)))
    if (value !== undefined && !isCutOf(value, kept[key])) attributes[key] = value
  return attributes
}

/** Texts that are shorter were not cut: fields have room for 250 characters, one less where a pair would be halved. */
const MIN_CUT_CHARS = 249

/** Whether the text of a field is the beginning of the whole one, which the metadata keep. */
function isCutOf(text: unknown, whole: unknown): whole is string {
  return (
    typeof text === 'string' &&
    typeof whole === 'string' &&
    text.length >= MIN_CUT_CHARS &&
    whole.startsWith(text)
  )
}

function fieldAttributes(
  entity: Segment | Subsegment,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const {
    annotations = {},
    user,
    origin,
    resource_arn,
    precursor_ids,
    traced,
  } = entity as Segment & Subsegment
  const keys = Object.keys(annotations)
  return {
    ...httpAttributes(entity, kept),
    ...nameAttributes(entity, kept),
    ...awsAttributes(entity, kept),
    ...sqlAttributes(entity as Subsegment),
    'enduser.id': user,
    'aws.xray.resource_arn': origin === LAMBDA ? undefined : resource_arn,
    'aws.xray.precursor_ids': precursor_ids,
    'aws.xray.traced': traced ?? (entity.http?.request?.traced || undefined),
    'aws.xray.inprogress': entity.in_progress || undefined,
    'aws.xray.cause': typeof entity.cause === 'string' ? entity.cause : undefined,
    ...annotations,
    'aws.xray.annotations': keys.length > 0 ? keys : undefined,
  }
}

const LAMBDA = 'AWS::Lambda::Function'

/** What the name is made of, unless other attributes say it. */
function nameAttributes(
  entity: Segment | Subsegment,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { name } = entity
  if (!isSubsegment(entity)) {
    const serviceName = entity.metadata?.default?.['otel.resource.service.name'] ?? name
    return { 'aws.local.service': serviceName === name ? undefined : name }
  }
  if (entity.namespace === 'aws')
    return { 'aws.service': kept['rpc.system'] === 'aws-api' ? undefined : name }
  const isTold = entity.namespace === undefined || kept['peer.service'] !== undefined || isNameOfHost(entity)
  return { 'peer.service': isTold ? undefined : name }
}

/** An independent one says so, a nested one has no trace id. */
export function isSubsegment(entity: Segment | Subsegment): entity is Subsegment {
  return entity.type === 'subsegment' || entity.trace_id === undefined
}

/** Whether the callee is named by the URL anyway. */
function isNameOfHost({ name, http }: Subsegment): boolean {
  const url = http?.request?.url ?? ''
  return URL.canParse(url) && new URL(url).hostname === name
}

function metadataAttributes(entity: Segment | Subsegment): Record<string, unknown> {
  const { metadata = {} } = entity
  // No prototype: a key may be called __proto__.
  const attributes: Record<string, unknown> = Object.create(null)
  for (const [namespace, values] of Object.entries(metadata)) {
    if (namespace !== 'default' || !isJsonObject(values)) {
      attributes[`aws.xray.metadata.${namespace}`] = JSON.stringify(values)
      continue
    }
    for (const [key, value] of Object.entries(values)) if (!isSpanMetadata(key)) attributes[key] = value
  }
  // It made a segment of its own of a span that by now has one.
  if (isSubsegment(entity)) delete attributes['aws.span.kind']
  return attributes
}

function httpAttributes(
  entity: Segment | Subsegment,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { request, response } = entity.http ?? {}
  const url = isCutOf(request?.url, kept['url.full']) ? kept['url.full'] : request?.url
  return {
    'http.request.method': request?.method,
    ...(isSubsegment(entity) ? { 'url.full': url } : servedUrl(url)),
    'user_agent.original': request?.user_agent,
    'client.address': request?.client_ip,
    'http.request.header.x-forwarded-for': request?.x_forwarded_for ? [request.client_ip ?? ''] : undefined,
    'http.response.status_code': response?.status,
    'http.response.body.size': response?.content_length,
  }
}

/** Of a server OpenTelemetry keeps the parts of the URL; of one that would not come back from its parts, the whole. */
function servedUrl(url: string | undefined): Record<string, unknown> {
  if (url === undefined) return {}
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed?.hostname || parsed.hash || parsed.href !== url) return { 'url.full': url }
  return {
    'url.scheme': parsed.protocol.slice(0, -1),
    'server.address': parsed.hostname,
    'server.port': parsed.port ? Number(parsed.port) : undefined,
    'url.path': parsed.pathname,
    'url.query': parsed.search.slice(1) || undefined,
  }
}

/** What a call says of itself, and of a segment what its resource does not. */
function awsAttributes(
  entity: Segment | Subsegment,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { xray, ...fields } = entity.aws ?? {}
  const attributes: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(xray ?? {}))
    if (!OF_THE_SDK.has(field)) attributes[`aws.xray.${field}`] = value
  for (const [field, value] of Object.entries(fields)) {
    if (!isSubsegment(entity) && isOfTheResource(entity, field)) continue
    // A call whose service stands in `rpc.service` has its operation beside it.
    const isMethod = field === 'operation' && kept['rpc.service'] !== undefined
    attributes[isMethod ? 'rpc.method' : Object.hasOwn(AWS_CALL, field) ? AWS_CALL[field]! : `aws.${field}`] =
      value
  }
  return attributes
}

function isOfTheResource({ origin }: Segment, field: string): boolean {
  return OF_THE_RESOURCE.has(field) || (field === 'function_arn' && origin === LAMBDA)
}

function sqlAttributes({ sql }: Subsegment): Record<string, unknown> {
  return {
    'db.system.name': sql && (sql.database_type ?? 'other_sql'),
    'db.query.text': sql?.sanitized_query,
    'db.connection_string': sql?.connection_string ?? sql?.url,
    'db.user': sql?.user,
    'aws.xray.sql.database_version': sql?.database_version,
    'aws.xray.sql.driver_version': sql?.driver_version,
    'aws.xray.sql.preparation': sql?.preparation,
  }
}
