import type { Segment, Subsegment } from '../../document/index.ts'

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

/** What the default namespace says of the span or of its resource, and not beside. */
const OF_THE_SPAN = /^otel\.(resource\.|span\.|scope\.|status_description$|dropped_)/

/**
 * The attributes that a segment's or subsegment's fields are made of on the way to X-Ray. What no attribute stands for is
 * under `aws.xray.`; metadata of the default namespace are attributes as they are.
 *
 *     { http: { request: { method: 'GET' } }, annotations: { plan: 'gold' } }
 *     → { 'http.request.method': 'GET', plan: 'gold', 'aws.xray.annotations': ['plan'] }
 */
export function spanAttributes(entity: Segment | Subsegment): Record<string, unknown> {
  const {
    annotations = {},
    user,
    origin,
    resource_arn,
    precursor_ids,
    namespace,
    traced,
  } = entity as Segment & Subsegment
  const keys = Object.keys(annotations)
  return {
    ...metadataAttributes(entity),
    ...httpAttributes(entity),
    ...(namespace === 'aws' && { 'aws.service': entity.name }),
    'peer.service': namespace === 'remote' && !isNameKnown(entity) ? entity.name : undefined,
    'aws.local.service':
      isSubsegment(entity) || !entity.metadata?.default?.['otel.resource.service.name']
        ? undefined
        : entity.name,
    ...(isSubsegment(entity) && awsAttributes(entity)),
    ...sqlAttributes(entity as Subsegment),
    'enduser.id': user,
    'aws.xray.resource_arn': origin === 'AWS::Lambda::Function' ? undefined : resource_arn,
    'aws.xray.precursor_ids': precursor_ids,
    'aws.xray.traced': traced ?? (entity.http?.request?.traced || undefined),
    'aws.xray.sampling_rule_name': entity.aws?.xray?.sampling_rule_name,
    'aws.xray.inprogress': entity.in_progress || undefined,
    'aws.xray.cause': typeof entity.cause === 'string' ? entity.cause : undefined,
    ...annotations,
    'aws.xray.annotations': keys.length > 0 ? keys : undefined,
  }
}

/** An independent one says so, a nested one has no trace id. */
export function isSubsegment(entity: Segment | Subsegment): entity is Subsegment {
  return entity.type === 'subsegment' || entity.trace_id === undefined
}

/** Whether the callee is named by the URL anyway. */
function isNameKnown({ name, http }: Segment | Subsegment): boolean {
  const url = http?.request?.url ?? ''
  return URL.canParse(url) && new URL(url).hostname === name
}

function metadataAttributes(entity: Segment | Subsegment): Record<string, unknown> {
  const { metadata = {} } = entity
  const attributes: Record<string, unknown> = {}
  for (const [namespace, values] of Object.entries(metadata)) {
    if (namespace !== 'default' || typeof values !== 'object') {
      attributes[`aws.xray.metadata.${namespace}`] = JSON.stringify(values)
      continue
    }
    for (const [key, value] of Object.entries(values)) if (!OF_THE_SPAN.test(key)) attributes[key] = value
  }
  // It made a segment of its own of a span that by now has one.
  if (isSubsegment(entity)) delete attributes['aws.span.kind']
  return attributes
}

function httpAttributes(entity: Segment | Subsegment): Record<string, unknown> {
  const { request, response } = entity.http ?? {}
  const { url } = request ?? {}
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

/** Of a server OpenTelemetry keeps the parts of the URL. */
function servedUrl(url: string | undefined): Record<string, unknown> {
  if (url === undefined) return {}
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed?.hostname) return { 'url.full': url }
  return {
    'url.scheme': parsed.protocol.slice(0, -1),
    'server.address': parsed.hostname,
    'server.port': parsed.port ? Number(parsed.port) : undefined,
    'url.path': parsed.pathname,
    'url.query': parsed.search.slice(1) || undefined,
  }
}

function awsAttributes({ aws = {} }: Subsegment): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(aws)
      .filter(([field]) => field !== 'xray')
      .map(([field, value]) => [Object.hasOwn(AWS_CALL, field) ? AWS_CALL[field] : `aws.${field}`, value]),
  )
}

function sqlAttributes({ sql }: Subsegment): Record<string, unknown> {
  return {
    'db.system.name': sql?.database_type,
    'db.query.text': sql?.sanitized_query,
    'db.connection_string': sql?.connection_string ?? sql?.url,
    'db.user': sql?.user,
    'aws.xray.sql.database_version': sql?.database_version,
    'aws.xray.sql.driver_version': sql?.driver_version,
    'aws.xray.sql.preparation': sql?.preparation,
  }
}
