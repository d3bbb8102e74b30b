import type { AnnotationValue, TraceRecord } from '../../trace/index.ts'

/** Called with something by which a trace can be found: a keyword of filters, `service`, or `annotation[KEY]`, and a value. */
export type TakeTerm = (field: string, value: AnnotationValue) => void

/**
 * Tells all by which a trace can be found without looking at it, some of it more than once: the request of its entry, and
 * what any segment says of services, users, places and annotations.
 *
 *     entry shop { user: ann, annotations: { plan: gold } } calls pay
 *     → service shop, service pay, user ann, annotation[plan] gold
 */
export function tellTerms(record: TraceRecord, take: TakeTerm): void {
  const { services, segments, entry, orphanAnnotations } = record
  const { request, response } = (entry !== undefined && segments[entry]?.http) || {}
  const tell = (field: string, value: AnnotationValue | undefined) => {
    if (value !== undefined) take(field, value)
  }
  const tellAnnotations = (annotations: TraceRecord['orphanAnnotations']) => {
    for (const key in annotations) {
      for (const value of annotations[key]!) take(annotationField(key), value)
    }
  }
  tell('http.url', request?.url)
  tell('http.method', request?.method)
  tell('http.useragent', request?.user_agent)
  tell('http.clientip', request?.client_ip)
  tell('http.status', response?.status)
  for (const { Name, Type, AccountId } of services) {
    tell('service', Name)
    tell('type', Type)
    tell('account.id', AccountId)
  }
  for (const segment of segments) {
    tell('user', segment.user)
    tell('resource.arn', segment.resource_arn)
    tell('instance.id', segment.instanceId)
    tell('availabilityzone', segment.availabilityZone)
    tellAnnotations(segment.annotations)
  }
  tellAnnotations(orphanAnnotations)
}

/** `tenant` → `annotation[tenant]` */
export function annotationField(key: string): string {
  return `annotation[${key}]`
}

/** `annotation[tenant]` → `tenant`; of any other field `undefined`. */
export function annotationKey(field: string): string | undefined {
  return field.startsWith('annotation[') ? field.slice('annotation['.length, -1) : undefined
}
