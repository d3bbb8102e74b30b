import { quoted } from './filter-text.ts'
import { urlOrigin } from './url-origin.ts'

/** Values by which traces can be told apart, with how many traces have each. */
export interface Facet {
  /** A keyword as a filter has it, such as `http.url` or `annotation[plan]`. */
  field: string
  values: { value: string | number | boolean; count: number }[]
  /** How many values there are; the most frequent are listed. */
  distinct: number
}

/** In this order; annotations come last, and what is not here is not shown. */
const FIELDS = [
  'service',
  'http.url',
  'http.status',
  'http.method',
  'user',
  'rootcause.fault.exception',
  'resource.arn',
  'instance.id',
  'availabilityzone',
  'http.clientip',
  'http.useragent',
]

/** The facets that a person would choose from, in the order in which X-Ray's console has them. */
export function shownFacets(facets: readonly Facet[]): Facet[] {
  const rank = ({ field }: Facet) => {
    const at = FIELDS.indexOf(field)
    return at >= 0 ? at : field.startsWith('annotation[') ? FIELDS.length : -1
  }
  return facets
    .filter(facet => rank(facet) >= 0 && facet.values.length > 0)
    .sort((a, b) => rank(a) - rank(b) || (a.field < b.field ? -1 : 1))
}

/**
 * How the values of a facet are listed: of URLs that all are of one origin, what comes after it.
 *
 *     http://shop.example/cart, http://shop.example/pay → /cart, /pay
 */
export function facetLabels({ field, values }: Facet): (value: string | number | boolean) => string {
  const origins = new Set(values.map(({ value }) => urlOrigin(String(value))))
  const cut = field === 'http.url' && origins.size === 1 ? [...origins][0]!.length : 0
  return value => String(value).slice(cut) || '""'
}

/**
 * The condition that finds the traces with a value.
 *
 *     facetCondition('http.status', 500) → http.status = 500
 *     facetCondition('rootcause.fault.exception', 'no') → rootcause.fault.exception { message = "no" }
 */
export function facetCondition(field: string, value: string | number | boolean): string {
  const written = typeof value === 'string' ? quoted(value) : String(value)
  if (field === 'service') return `service(${written})`
  if (field.startsWith('rootcause.')) return `${field} { message = ${written} }`
  return `${field} = ${written}`
}
