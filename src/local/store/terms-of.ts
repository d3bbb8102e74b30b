import type { TraceRecord } from '../../trace/index.ts'

/** A value of a term: a text, a number, or yes and no as {@link YES} and {@link NO}. */
export type TermValue = string | number | Uint8Array

/** Something by which a trace can be found: a keyword of filters, `service`, or `annotation[KEY]`, and a value. */
export interface Term {
  field: string
  value: TermValue
}

/** SQL has no yes and no, and they are neither 1 and 0 nor texts. */
export const YES = Uint8Array.of(1)
export const NO = Uint8Array.of(0)

/**
 * All by which a trace can be found without looking at it, each once: the request of its entry, and what any segment says
 * of services, users, places and annotations.
 *
 *     entry shop { user: ann, annotations: { plan: gold } } calls pay
 *     → service shop, service pay, user ann, annotation[plan] gold
 */
export function termsOf({ services, segments, entry, orphanAnnotations }: TraceRecord): Term[] {
  const terms = new Map<string, Term>()
  const add = (field: string, value: TermValue | undefined) => {
    if (value !== undefined) terms.set(termKey({ field, value }), { field, value })
  }
  const { request, response } = (entry !== undefined && segments[entry]?.http) || {}
  add('http.url', request?.url)
  add('http.method', request?.method)
  add('http.useragent', request?.user_agent)
  add('http.clientip', request?.client_ip)
  add('http.status', response?.status)
  for (const { Name, Type, AccountId } of services) {
    add('service', Name)
    add('type', Type)
    add('account.id', AccountId)
  }
  const addAnnotations = (annotations: TraceRecord['orphanAnnotations'] = {}) => {
    for (const [key, values] of Object.entries(annotations)) {
      for (const value of values) add(annotationField(key), toTermValue(value))
    }
  }
  for (const segment of segments) {
    add('user', segment.user)
    add('resource.arn', segment.resource_arn)
    add('instance.id', segment.instanceId)
    add('availabilityzone', segment.availabilityZone)
    addAnnotations(segment.annotations)
  }
  addAnnotations(orphanAnnotations)
  return [...terms.values()]
}

/** `tenant` → `annotation[tenant]` */
export function annotationField(key: string): string {
  return `annotation[${key}]`
}

/** The value of an annotation, as a term has it. */
export function toTermValue(value: string | number | boolean): TermValue {
  if (typeof value !== 'boolean') return value
  return value ? YES : NO
}

/** A text that tells a term from every other one. */
export function termKey({ field, value }: Term): string {
  return `${field} ${typeof value} ${value}`
}
