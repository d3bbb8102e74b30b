/** A view of the page and what it shows, as it stands in the URL. */
export interface Place {
  view: 'map' | 'traces' | 'trace' | 'refused' | 'groups' | 'sampling' | 'nowhere'
  /** Of the view `trace`: as it was written, in either form. */
  traceId?: string
  /** What the view is set to, such as `filter` and `range`. */
  params: Readonly<Record<string, string>>
}

const PATHS: Record<string, Place['view']> = {
  '/': 'map',
  '/traces': 'traces',
  '/refused': 'refused',
  '/groups': 'groups',
  '/sampling': 'sampling',
}

/** `/traces?filter=fault` → { view: 'traces', params: { filter: 'fault' } } */
export function parsePlace(path: string, query: string): Place {
  const params = Object.fromEntries(new URLSearchParams(query))
  const traceId = /^\/t\/([^/]+)$/.exec(path)?.[1]
  if (traceId !== undefined) return { view: 'trace', traceId: decoded(traceId), params }
  return { view: (Object.hasOwn(PATHS, path) && PATHS[path]) || 'nowhere', params }
}

/** The other way round; what is set to nothing is left out. */
export function formatPlace({ view, traceId, params }: Place): string {
  const path =
    view === 'trace'
      ? `/t/${encodeURIComponent(traceId ?? '')}`
      : (Object.keys(PATHS).find(each => PATHS[each] === view) ?? '/')
  const set = Object.entries(params).filter(([, value]) => value !== '')
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
