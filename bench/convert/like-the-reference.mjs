/**
 * The document as OpenTelemetry's `awsxrayexporter` would write it, as far as its size goes: all three flags, and the
 * blocks of the resource on every document; no stack, as it reads none of Node's.
 *
 * @param {object} document an un-nested document of ours
 * @param {object} segment a segment of the same resource
 */
export function likeTheReference(document, segment) {
  const { cause, ...rest } = document
  const { service, origin, aws } = segment
  return {
    ...rest,
    service,
    origin,
    aws: { ...aws, ...document.aws, xray: { ...aws.xray, auto_instrumentation: false } },
    error: document.error ?? false,
    throttle: document.throttle ?? false,
    fault: document.fault ?? false,
    ...(document.http && {
      http: { ...document.http, response: { content_length: 0, ...document.http.response } },
    }),
    ...(cause && {
      cause: {
        exceptions: (cause.exceptions ?? []).map(({ stack, truncated, ...exception }) => ({
          ...exception,
          remote: false,
        })),
      },
    }),
  }
}
