import type { Filter, RootCauseKind, RootCausePart } from './filter.ts'
import { type ReadInner, readEdge, readService } from './read-services.ts'
import { readComparison, readFlag, readText } from './read-value.ts'
import type { TokenReader } from './token-reader.ts'
import { FORMS, type Keyword, keywordOf, type Scope } from './vocabulary.ts'

/**
 * Reads one term: a keyword alone or with a value, an annotation, a service, an edge, a root cause, a group.
 *
 * @throws FilterFault
 */
export function readTerm(reader: TokenReader, scope: Scope, readInner: ReadInner): Filter {
  const { token } = reader
  if (token.kind !== 'word') throw reader.fault()
  // AWS has written it both ways.
  const word = token.text.toLowerCase().replace(/^groupname$/, 'group.name')
  const keyword = keywordOf(word)
  if (keyword?.scopes.includes(scope)) {
    reader.take()
    return readKeyword(reader, keyword)
  }
  const annotation = /^(?:(source|destination)\.)?annotation(?:\.(.+))?$/.exec(word)
  const form = FORMS.find(
    ({ name }) => name === (annotation ? word.replace(/annotation.*/, 'annotation') : word),
  )
  const misplaced = form ?? keyword
  if (misplaced && !misplaced.scopes.includes(scope)) {
    throw reader.fault(`${misplaced.name} can stand only ${placesOf(misplaced.scopes)}`)
  }
  if (!form) throw reader.fault()
  reader.take()
  if (annotation) {
    const end = annotation[1] as 'source' | 'destination' | undefined
    // As it was written: keys tell upper from lower case.
    const key = annotation[2] === undefined ? readKey(reader) : token.text.slice(-annotation[2].length)
    return { kind: 'annotation', ...(end && { end }), key, ...readAnnotationTest(reader, key) }
  }
  if (word === 'service') return readService(reader, readInner)
  if (word === 'edge') return readEdge(reader, readInner)
  if (word === 'group.name' || word === 'group.arn') return readGroup(reader, word)
  if (word === 'rootcause.json') return readPattern(reader)
  return readRootCause(reader, word, readInner)
}

function readKeyword(reader: TokenReader, { name, type }: Keyword): Filter {
  if (type === 'flag') return { kind: 'flag', keyword: name, value: readFlag(reader) }
  const comparison = readComparison(reader, type, name)
  if (!comparison) return { kind: 'set', keyword: name }
  return { kind: type, keyword: name, ...comparison } as Filter
}

function readKey(reader: TokenReader): string {
  reader.demandSign('[', "before the annotation's key")
  reader.offer({ text: 'a key', kind: 'value', about: "the annotation's key", of: 'annotation' })
  if (reader.token.kind !== 'key' || reader.token.text === '') throw reader.fault()
  const { text } = reader.take()
  reader.demandSign(']', "after the annotation's key")
  return text
}

function readAnnotationTest(reader: TokenReader, key: string) {
  return readComparison(reader, 'any', `annotation[${key}]`)
}

function readGroup(reader: TokenReader, word: 'group.name' | 'group.arn'): Filter {
  const isNot = reader.takeSign('!=', 'is another')
  if (!isNot) reader.demandSign('=', 'is')
  const value = readText(reader, word)
  return {
    kind: 'group',
    by: word === 'group.name' ? 'GroupName' : 'GroupARN',
    operator: isNot ? '!=' : '=',
    value,
  }
}

function readPattern(reader: TokenReader): Filter {
  reader.demandSign('=', 'looks like')
  reader.offer({ text: '#[{…}]', kind: 'value', about: 'root causes as JSON, as a trace summary has them' })
  if (reader.token.kind !== 'json') throw reader.fault()
  try {
    const pattern: unknown = JSON.parse(reader.token.text)
    reader.take()
    return { kind: 'rootcause.json', pattern }
  } catch {
    throw reader.fault('what follows # is not JSON')
  }
}

function readRootCause(reader: TokenReader, word: string, readInner: ReadInner): Filter {
  const [, of, part] = word.split('.') as [string, RootCauseKind, RootCausePart]
  reader.demandSign('{', 'what is asked of it')
  const where = readInner(scopeOf(of, part))
  reader.demandSign('}', 'ends what is asked of it')
  return { kind: 'rootcause', of, part, where }
}

function scopeOf(of: RootCauseKind, part: RootCausePart): Scope {
  return of === 'responsetime' && part === 'entity' ? 'rootcause.responsetime.entity' : `rootcause.${part}`
}

function placesOf(scopes: readonly Scope[]): string {
  const places = scopes.map(scope => {
    if (scope === 'trace') return 'outside of braces'
    return scope.startsWith('rootcause')
      ? `in rootcause.…${scope.slice(scope.lastIndexOf('.'))} {…}`
      : `in ${scope} {…}`
  })
  return [...new Set(places)].join(' or ')
}
