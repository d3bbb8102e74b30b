/** A filter expression, read: plain data. */
export type Filter =
  | { kind: 'and' | 'or'; terms: Filter[] }
  | { kind: 'not'; term: Filter }
  | FlagTest
  | NumberTest
  | TextTest
  | SetTest
  | AnnotationTest
  | { kind: 'service'; service: ServiceSelector; where?: Filter }
  | { kind: 'edge'; from: ServiceSelector; to: ServiceSelector; where?: Filter }
  | { kind: 'rootcause'; of: RootCauseKind; part: RootCausePart; where: Filter }
  | { kind: 'rootcause.json'; pattern: unknown }
  | GroupTest

/** `fault`, `fault = true`, `partial != true` */
export interface FlagTest {
  kind: 'flag'
  keyword: string
  value: boolean
}

/** `duration >= 5` */
export interface NumberTest {
  kind: 'number'
  keyword: string
  operator: NumberOperator
  value: number
}

/** `http.url CONTAINS "/api/"` */
export interface TextTest {
  kind: 'text'
  keyword: string
  operator: TextOperator
  value: string
}

/** `http.url` alone: there is one. */
export interface SetTest {
  kind: 'set'
  keyword: string
}

/** `annotation[age] > 29`; without an operator: it is there, and if it is a boolean it is true. */
export interface AnnotationTest {
  kind: 'annotation'
  /** Within an edge: whose annotation it is. Elsewhere absent. */
  end?: 'source' | 'destination'
  key: string
  operator?: NumberOperator | TextOperator
  value?: string | number | boolean
}

/** `group.name = "checkout"` */
export interface GroupTest {
  kind: 'group'
  by: 'GroupName' | 'GroupARN'
  operator: '=' | '!='
  value: string
}

export type NumberOperator = '=' | '!=' | '<' | '<=' | '>' | '>='
export type TextOperator = '=' | '!=' | 'CONTAINS' | 'BEGINSWITH' | 'ENDSWITH'

export type RootCauseKind = 'fault' | 'error' | 'responsetime'
export type RootCausePart = 'service' | 'entity' | 'exception'

/** Which services are meant: those that have all that is given here. `{}` means every one. */
export interface ServiceSelector {
  name?: string
  type?: string
  accountId?: string
}

/** Why a text is no filter. */
export interface FilterError {
  /** What cannot stand where, and what can. */
  message: string
  /** Where, counted from 1 in UTF-16 units. */
  column: number
  /** How many characters there are wrong; 0 at the end of the text. */
  length: number
  /** What could stand there, in words and as they are written: `["=", "!=", "a number"]`. */
  expected: string[]
}

/** A filter, or the reason why there is none. */
export type ParsedFilter = { filter: Filter; error?: undefined } | { filter?: undefined; error: FilterError }
