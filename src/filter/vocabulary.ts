import type { Candidate } from './candidate.ts'

/** Where in a filter a keyword may stand. */
export type Scope =
  | 'trace'
  | 'service'
  | 'edge'
  | 'rootcause.service'
  | 'rootcause.entity'
  | 'rootcause.responsetime.entity'
  | 'rootcause.exception'

/** A word that is compared with a value, or stands by itself. */
export interface Keyword {
  name: string
  type: 'flag' | 'number' | 'text'
  scopes: readonly Scope[]
  /** What it finds, in a few words. */
  about: string
}

const REQUEST: Scope[] = ['trace', 'service', 'edge']
const SEGMENT: Scope[] = ['trace', 'service']
const ENTITY: Scope[] = ['rootcause.entity', 'rootcause.responsetime.entity']
const PATH: Scope[] = ['rootcause.service', ...ENTITY, 'rootcause.exception']

/**
 * Every keyword of the language but those that take brackets or braces: the one table that parser, completion and
 * messages go by.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
 */
const KEYWORDS: readonly Keyword[] = [
  { name: 'ok', type: 'flag', scopes: REQUEST, about: 'no fault, error or throttle' },
  { name: 'error', type: 'flag', scopes: REQUEST, about: "the caller's doing: HTTP 4xx" },
  { name: 'throttle', type: 'flag', scopes: REQUEST, about: 'too many requests: HTTP 429' },
  { name: 'fault', type: 'flag', scopes: REQUEST, about: "the service's doing: HTTP 5xx, or an exception" },
  { name: 'partial', type: 'flag', scopes: REQUEST, about: 'something is in progress' },
  { name: 'root', type: 'flag', scopes: ['service'], about: 'nobody in the trace calls it' },
  {
    name: 'inferred',
    type: 'flag',
    scopes: ['service', 'rootcause.service', ...ENTITY],
    about: 'it sent no segment of its own',
  },
  { name: 'first', type: 'flag', scopes: PATH, about: 'the first on the way to the root cause' },
  { name: 'last', type: 'flag', scopes: PATH, about: 'the last on the way: the root cause itself' },
  { name: 'remote', type: 'flag', scopes: ENTITY, about: 'a call to another service' },
  { name: 'responsetime', type: 'number', scopes: REQUEST, about: 'seconds from request to response' },
  {
    name: 'duration',
    type: 'number',
    scopes: REQUEST,
    about: 'seconds from the first start to the last end',
  },
  { name: 'http.status', type: 'number', scopes: REQUEST, about: 'status of the response' },
  { name: 'index', type: 'number', scopes: PATH, about: 'place on the way to the root cause, from 0' },
  {
    name: 'coverage',
    type: 'number',
    scopes: ['rootcause.responsetime.entity'],
    about: "share of the root segment's time, 0 to 1",
  },
  { name: 'http.url', type: 'text', scopes: REQUEST, about: 'URL of the request' },
  { name: 'http.method', type: 'text', scopes: REQUEST, about: 'method of the request' },
  { name: 'http.useragent', type: 'text', scopes: REQUEST, about: 'user agent of the request' },
  { name: 'http.clientip', type: 'text', scopes: REQUEST, about: 'address of the caller' },
  { name: 'user', type: 'text', scopes: SEGMENT, about: 'user of any segment' },
  {
    name: 'name',
    type: 'text',
    scopes: ['service', ...PATH],
    about: 'name of the service, entity or exception',
  },
  { name: 'type', type: 'text', scopes: ['service', 'rootcause.service'], about: 'what the service runs on' },
  { name: 'message', type: 'text', scopes: ['rootcause.exception'], about: 'message of the exception' },
  { name: 'availabilityzone', type: 'text', scopes: SEGMENT, about: 'zone of any segment' },
  { name: 'instance.id', type: 'text', scopes: SEGMENT, about: 'EC2 instance of any segment' },
  { name: 'resource.arn', type: 'text', scopes: SEGMENT, about: 'ARN of any segment' },
  {
    name: 'account.id',
    type: 'text',
    scopes: ['trace', 'service', 'rootcause.service'],
    about: 'AWS account of the service',
  },
]

const BY_NAME = new Map(KEYWORDS.map(keyword => [keyword.name, keyword]))

/** The keyword of a name, however that is spelled: `responseTime` → responsetime. */
export function keywordOf(word: string): Keyword | undefined {
  return BY_NAME.get(word.toLowerCase())
}

/** A word that goes on with brackets or braces, or has a value of its own. */
export interface Form {
  name: string
  /** How it goes on. */
  opens: '[' | '(' | ' {' | ' ='
  scopes: readonly Scope[]
  about: string
}

const TRACE: Scope[] = ['trace']

/** All of them. */
export const FORMS: readonly Form[] = [
  { name: 'annotation', opens: '[', scopes: SEGMENT, about: 'an annotation of any segment' },
  { name: 'source.annotation', opens: '[', scopes: ['edge'], about: 'an annotation of the caller' },
  { name: 'destination.annotation', opens: '[', scopes: ['edge'], about: 'an annotation of the callee' },
  { name: 'service', opens: '(', scopes: TRACE, about: 'a service that the trace reached' },
  { name: 'edge', opens: '(', scopes: TRACE, about: 'a call from one service to another' },
  { name: 'group.name', opens: ' =', scopes: TRACE, about: 'what the group of this name finds' },
  { name: 'group.arn', opens: ' =', scopes: TRACE, about: 'what the group of this ARN finds' },
  { name: 'rootcause.fault.service', opens: ' {', scopes: TRACE, about: 'a service on the way to a fault' },
  {
    name: 'rootcause.fault.entity',
    opens: ' {',
    scopes: TRACE,
    about: 'a segment or subsegment on the way to a fault',
  },
  {
    name: 'rootcause.fault.exception',
    opens: ' {',
    scopes: TRACE,
    about: 'an exception on the way to a fault',
  },
  { name: 'rootcause.error.service', opens: ' {', scopes: TRACE, about: 'a service on the way to an error' },
  {
    name: 'rootcause.error.entity',
    opens: ' {',
    scopes: TRACE,
    about: 'a segment or subsegment on the way to an error',
  },
  {
    name: 'rootcause.error.exception',
    opens: ' {',
    scopes: TRACE,
    about: 'an exception on the way to an error',
  },
  {
    name: 'rootcause.responsetime.service',
    opens: ' {',
    scopes: TRACE,
    about: 'a service that took the time',
  },
  {
    name: 'rootcause.responsetime.entity',
    opens: ' {',
    scopes: TRACE,
    about: 'a segment or subsegment that took the time',
  },
  { name: 'rootcause.json', opens: ' =', scopes: TRACE, about: 'a root cause that looks like this JSON' },
]

/** What a term may begin with in a scope. */
export function termsIn(scope: Scope): readonly Candidate[] {
  return TERMS.get(scope)!
}

const SCOPES: Scope[] = ['trace', 'service', 'edge', ...PATH]

const TERMS = new Map(
  SCOPES.map(scope => {
    const here = ({ scopes }: { scopes: readonly Scope[] }) => scopes.includes(scope)
    return [
      scope,
      [
        ...KEYWORDS.filter(here).map(
          ({ name, about }): Candidate => ({ text: name, kind: 'keyword', about }),
        ),
        ...FORMS.filter(here).map(
          ({ name, opens, about }): Candidate => ({ text: name + opens, kind: 'keyword', about }),
        ),
      ],
    ] as const
  }),
)
