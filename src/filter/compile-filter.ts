import type { RootCauseService, RootCauses, TraceRecord } from '../trace/index.ts'
import { compare } from './compare.ts'
import type { AnnotationTest, Filter, RootCausePart, ServiceSelector } from './filter.ts'
import { matchesPattern } from './matches-pattern.ts'
import {
  type View,
  viewCall,
  viewEntities,
  viewExceptions,
  viewSegment,
  viewServices,
  viewTrace,
} from './view.ts'

/** What a filter looks at. */
export interface FilteredTrace {
  record: TraceRecord
  /** Asked for only by filters that name root causes. */
  rootCauses: () => RootCauses
}

/** Says of a trace whether a filter finds it. */
export type FilterTest = (trace: FilteredTrace) => boolean

type Test = (view: View, trace: FilteredTrace) => boolean

/**
 * Makes a test of a filter, once for many traces. Groups are to be put in before, by `inlineGroups`: what is left of them
 * finds nothing.
 *
 *     compileFilter(parseFilter('service("shop") { fault }').filter)({ record, rootCauses }) → true
 */
export function compileFilter(filter: Filter): FilterTest {
  const test = compile(filter)
  return trace => test(viewTrace(trace.record), trace)
}

function compile(filter: Filter): Test {
  switch (filter.kind) {
    case 'and': {
      const tests = filter.terms.map(compile)
      return (view, trace) => tests.every(test => test(view, trace))
    }
    case 'or': {
      const tests = filter.terms.map(compile)
      return (view, trace) => tests.some(test => test(view, trace))
    }
    case 'not': {
      const test = compile(filter.term)
      return (view, trace) => !test(view, trace)
    }
    case 'flag':
      return view => view.flag(filter.keyword) === filter.value
    case 'set':
      return view => view.values(filter.keyword).length > 0
    case 'number':
    case 'text':
      return view => view.values(filter.keyword).some(value => compare(value, filter.operator, filter.value))
    case 'annotation':
      return compileAnnotation(filter)
    case 'service':
      return compileService(filter.service, filter.where)
    case 'edge':
      return compileEdge(filter.from, filter.to, filter.where)
    case 'rootcause': {
      const where = compile(filter.where)
      return (_view, trace) =>
        trace
          .rootCauses()
          [filter.of].some(({ Services }) => viewPart(filter.part, Services).some(view => where(view, trace)))
    }
    case 'rootcause.json':
      return (_view, trace) => {
        const { fault, error, responsetime } = trace.rootCauses()
        return [...fault, ...error, ...responsetime].some(cause => matchesPattern([cause], filter.pattern))
      }
    case 'group':
      return () => false
  }
}

function compileAnnotation({ end, key, operator, value }: AnnotationTest): Test {
  if (operator === undefined) return view => view.annotations(key, end).some(each => each !== false)
  return view => view.annotations(key, end).some(each => compare(each, operator, value!))
}

function compileService(selector: ServiceSelector, where: Filter | undefined): Test {
  const test = where && compile(where)
  return (_view, trace) => {
    const { record } = trace
    const chosen = selectServices(record, selector)
    return record.segments.some(
      (segment, at) => chosen[segment.service] && (!test || test(viewSegment(record, at), trace)),
    )
  }
}

function compileEdge(from: ServiceSelector, to: ServiceSelector, where: Filter | undefined): Test {
  const test = where && compile(where)
  return (_view, trace) => {
    const { record } = trace
    const { segments } = record
    const callers = selectServices(record, from)
    const callees = selectServices(record, to)
    return record.calls.some(
      call =>
        callers[segments[call.from]!.service] &&
        callees[segments[call.to]!.service] &&
        (!test || test(viewCall(record, call), trace)),
    )
  }
}

/** For each service of a trace, whether it is meant. */
function selectServices({ services }: TraceRecord, { name, type, accountId }: ServiceSelector): boolean[] {
  return services.map(
    ({ Name, Type, AccountId }) =>
      (name === undefined || name === Name) &&
      (type === undefined || type === Type) &&
      (accountId === undefined || accountId === AccountId),
  )
}

function viewPart(part: RootCausePart, services: RootCauseService[]): View[] {
  if (part === 'service') return viewServices(services)
  return part === 'entity' ? viewEntities(services) : viewExceptions(services)
}
