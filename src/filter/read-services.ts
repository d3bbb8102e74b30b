import type { Filter, ServiceSelector } from './filter.ts'
import { readText } from './read-value.ts'
import type { TokenReader } from './token-reader.ts'
import type { Scope } from './vocabulary.ts'

/** Reads what stands between braces, as the scope says. */
export type ReadInner = (scope: Scope) => Filter

/** Reads what follows `service`: `("shop") { fault }`, each of both if it is there. */
export function readService(reader: TokenReader, readInner: ReadInner): Filter {
  let service: ServiceSelector = {}
  if (reader.takeSign('(', 'which services')) {
    if (!reader.takeSign(')', 'any service')) {
      service = readSelector(reader)
      reader.demandSign(')', 'ends the service')
    }
  }
  const where = readBraces(reader, () => readInner('service'))
  return { kind: 'service', service, ...(where && { where }) }
}

/** Reads what follows `edge`: `("shop", "pay") { error }`, each of both if it is there. */
export function readEdge(reader: TokenReader, readInner: ReadInner): Filter {
  let from: ServiceSelector = {}
  let to: ServiceSelector = {}
  if (reader.takeSign('(', 'from whom to whom')) {
    if (!reader.takeSign(')', 'any call')) {
      from = readSelector(reader)
      reader.demandSign(',', 'between caller and callee')
      to = readSelector(reader)
      reader.demandSign(')', 'ends the edge')
    }
  }
  const where = readBraces(reader, () => readInner('edge'))
  return { kind: 'edge', from, to, ...(where && { where }) }
}

/**
 * Reads `"shop"` or `id(name: "shop", type: "AWS::ECS::Fargate")`.
 *
 * @throws FilterFault
 */
export function readSelector(reader: TokenReader): ServiceSelector {
  if (reader.token.kind === 'text') return { name: readText(reader, 'service') }
  reader.offer({ text: 'a name in double quotes', kind: 'value', about: '', of: 'service' })
  if (!reader.takeWord('id', 'a service by name, type and account')) throw reader.fault()
  reader.demandSign('(', 'what the service has')
  const selector: ServiceSelector = {}
  do readSelectorField(reader, selector)
  while (reader.takeSign(',', 'and'))
  reader.demandSign(')', 'ends what the service has')
  return selector
}

const FIELDS: [word: string, field: keyof ServiceSelector, about: string][] = [
  ['name', 'name', 'its name'],
  ['type', 'type', 'what it runs on'],
  ['account.id', 'accountId', 'its AWS account'],
]

function readSelectorField(reader: TokenReader, selector: ServiceSelector): void {
  const found = FIELDS.find(([word, , about]) => reader.takeWord(word, about))
  if (!found) throw reader.fault()
  const [word, field] = found
  reader.demandSign(':', 'before the value')
  if (reader.token.kind === 'word') {
    reader.offer({ text: 'a text in double quotes', kind: 'value', about: '', of: word })
    throw reader.fault()
  }
  selector[field] = readText(reader, word === 'name' ? 'service' : word)
}

function readBraces(reader: TokenReader, read: () => Filter): Filter | undefined {
  if (!reader.takeSign('{', 'what is asked of it')) return undefined
  const where = read()
  reader.demandSign('}', 'ends what is asked of it')
  return where
}
