import {
  type AnnotationValue,
  type CallRecord,
  type RootCauseException,
  type RootCauseService,
  type SegmentRecord,
  type ServiceId,
  secondsBetween,
  type TraceRecord,
  valuesOf,
  type Went,
} from '../trace/index.ts'

/** What keywords ask, whatever they ask it of: a trace, a segment, a call, a place on the way to a root cause. */
export interface View {
  flag(keyword: string): boolean
  /** All values of a keyword; none where there is none. */
  values(keyword: string): readonly (string | number)[]
  annotations(key: string, end?: 'source' | 'destination'): readonly AnnotationValue[]
}

const NONE: readonly never[] = []

/** A whole trace: its entry's outcome and request, and what any segment says of users and places. */
export function viewTrace(record: TraceRecord): View {
  const { segments, services } = record
  const entry = record.entry === undefined ? undefined : segments[record.entry]
  return {
    flag: keyword => (keyword === 'partial' ? record.isPartial : !!entry && wentFlag(entry, keyword)),
    values(keyword) {
      if (keyword === 'duration') return [secondsBetween(record.startSeconds, record.endSeconds)]
      if (keyword === 'account.id') return services.flatMap(({ AccountId }) => AccountId ?? NONE)
      if (keyword in PLACES) return segments.flatMap(segment => PLACES[keyword]!(segment) ?? NONE)
      return entry ? wentValues(entry, keyword) : NONE
    },
    annotations(key) {
      const found = segments.flatMap(({ annotations }) => valuesOf(annotations, key))
      return [...found, ...valuesOf(record.orphanAnnotations, key)]
    },
  }
}

/** One segment of a trace. */
export function viewSegment({ segments, services }: TraceRecord, at: number): View {
  const segment = segments[at]!
  const service = services[segment.service]!
  return {
    flag(keyword) {
      if (keyword === 'root') return segment.isRoot === true
      return keyword === 'inferred' ? segment.inferred === true : wentFlag(segment, keyword)
    },
    values(keyword) {
      if (keyword in PLACES) return [PLACES[keyword]!(segment) ?? NONE].flat()
      return serviceValues(service, keyword) ?? wentValues(segment, keyword)
    },
    annotations: key => valuesOf(segment.annotations, key),
  }
}

/** One call, as the caller saw it. */
export function viewCall({ segments }: TraceRecord, { from, to, seen }: CallRecord): View {
  const source = segments[from]!
  const destination = segments[to]!
  const went = seen ?? destination
  return {
    flag: keyword => wentFlag(went, keyword),
    values: keyword => wentValues(went, keyword),
    annotations: (key, end) => valuesOf((end === 'source' ? source : destination).annotations, key),
  }
}

/** The services on the way to a root cause. */
export function viewServices(services: RootCauseService[]): View[] {
  return services.map((service, index) => ({
    flag: keyword => (keyword === 'inferred' ? service.Inferred : pathFlag(index, services.length, keyword)),
    values: keyword => (keyword === 'index' ? [index] : (serviceValues(service, keyword) ?? NONE)),
    annotations: () => NONE,
  }))
}

/** The segments and subsegments on the way to a root cause. */
export function viewEntities(services: RootCauseService[]): View[] {
  const entities = services.flatMap(({ EntityPath, Inferred }) =>
    EntityPath.map(entity => ({ entity, Inferred })),
  )
  return entities.map(({ entity, Inferred }, index) => ({
    flag(keyword) {
      if (keyword === 'remote') return entity.Remote
      return keyword === 'inferred' ? Inferred : pathFlag(index, entities.length, keyword)
    },
    values(keyword) {
      if (keyword === 'index') return [index]
      if (keyword === 'name') return [entity.Name]
      return entity.Coverage === undefined ? NONE : [entity.Coverage]
    },
    annotations: () => NONE,
  }))
}

/** The exceptions on the way to a root cause. */
export function viewExceptions(services: RootCauseService[]): View[] {
  const exceptions = services
    .flatMap(({ EntityPath }) => EntityPath)
    .flatMap(({ Exceptions }): RootCauseException[] => Exceptions ?? [])
  return exceptions.map(({ Name, Message }, index) => ({
    flag: keyword => pathFlag(index, exceptions.length, keyword),
    values(keyword) {
      if (keyword === 'index') return [index]
      return [(keyword === 'name' ? Name : Message) ?? NONE].flat()
    },
    annotations: () => NONE,
  }))
}

/** What a segment says of where it ran and for whom. */
const PLACES: Record<string, (segment: SegmentRecord) => string | undefined> = {
  user: ({ user }) => user,
  availabilityzone: ({ availabilityZone }) => availabilityZone,
  'instance.id': ({ instanceId }) => instanceId,
  'resource.arn': ({ resource_arn }) => resource_arn,
}

function wentFlag({ error, throttle, fault, end_time }: Went, keyword: string): boolean {
  switch (keyword) {
    case 'error':
      return error === true
    case 'throttle':
      return throttle === true
    case 'fault':
      return fault === true
    case 'partial':
      return end_time === undefined
    default:
      return !(error || throttle || fault)
  }
}

function wentValues(
  { start_time: start, end_time: end, http }: Went,
  keyword: string,
): readonly (string | number)[] {
  const value = (() => {
    switch (keyword) {
      case 'http.url':
        return http?.request?.url
      case 'http.method':
        return http?.request?.method
      case 'http.useragent':
        return http?.request?.user_agent
      case 'http.clientip':
        return http?.request?.client_ip
      case 'http.status':
        return http?.response?.status
      default:
        return end === undefined ? undefined : secondsBetween(start, end)
    }
  })()
  return value === undefined ? NONE : [value]
}

function serviceValues({ Name, Type, AccountId }: ServiceId, keyword: string): readonly string[] | undefined {
  if (keyword === 'name') return [Name]
  if (keyword === 'type') return Type === undefined ? NONE : [Type]
  if (keyword === 'account.id') return AccountId === undefined ? NONE : [AccountId]
  return undefined
}

function pathFlag(index: number, count: number, keyword: string): boolean {
  return keyword === 'first' ? index === 0 : index === count - 1
}
