import type { TraceRecord } from '../../trace/index.ts'

/** Something by which a trace can be found: a keyword of filters or `annotation[KEY]`, and a value. */
export interface Term {
  field: string
  /** Yes and no are written `true` and `false`. */
  value: string | number
}

/**
 * All by which a trace can be found without reading it, each once: of its segments and of the calls between them.
 *
 *     segment shop of user ann, calls pay → service shop, user ann, service pay
 */
export function termsOf({ services, segments, calls, orphanAnnotations }: TraceRecord): Term[] {
  const terms = new Map<string, Term>()
  const add = (field: string, value: string | number | undefined) => {
    if (value !== undefined) terms.set(`${field} ${typeof value} ${value}`, { field, value })
  }
  for (const { Name, Type, AccountId } of services) {
    add('service', Name)
    add('type', Type)
    add('account.id', AccountId)
  }
  for (const segment of segments) {
    addHttp(segment.http, add)
    addAnnotations(segment.annotations, add)
    add('user', segment.user)
    add('resource.arn', segment.resource_arn)
    add('instance.id', segment.instanceId)
    add('availabilityzone', segment.availabilityZone)
  }
  for (const { seen } of calls) addHttp(seen?.http, add)
  addAnnotations(orphanAnnotations, add)
  return [...terms.values()]
}

type AddTerm = (field: string, value: string | number | undefined) => void

function addHttp(http: TraceRecord['segments'][number]['http'], add: AddTerm): void {
  add('http.url', http?.request?.url)
  add('http.method', http?.request?.method)
  add('http.useragent', http?.request?.user_agent)
  add('http.clientip', http?.request?.client_ip)
  add('http.status', http?.response?.status)
}

function addAnnotations(annotations: TraceRecord['orphanAnnotations'], add: AddTerm): void {
  for (const [key, values] of Object.entries(annotations ?? {})) {
    for (const value of values) add(annotationField(key), typeof value === 'boolean' ? String(value) : value)
  }
}

/** `tenant` → `annotation[tenant]` */
export function annotationField(key: string): string {
  return `annotation[${key}]`
}
