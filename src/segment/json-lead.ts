import { quote } from './any-value.ts'
import { Fragment } from './json-fragment.ts'

/** What stands in front of a member, by what was written last. */
export const MEMBER_STARTS = ['', ',', '",']

/** The kinds of value a key may stand in front of. */
export const BEFORE_JSON = 0
export const BEFORE_TEXT = 1
export const BEFORE_OBJECT = 2
export const BEFORE_LIST = 3
export const VALUE_STARTS = ['', '"', '{', '[']

/** Keys whose leads are remembered: an app has few, and uses each again and again. */
const MAX_LEADS = 2000
const MAX_LEAD_CHARS = 200
const DEL = '\x7f'
const leads = new Map<string, readonly Fragment[]>()

/** All that a key may look like in front of its value: after each end, for each kind of value. Not for keys without number. */
export function leadOf(key: string): readonly Fragment[] | undefined {
  return leads.get(key) ?? makeLead(key)
}

function makeLead(key: string): readonly Fragment[] | undefined {
  if (leads.size >= MAX_LEADS || key.length > MAX_LEAD_CHARS || key.includes(DEL)) return undefined
  const quoted = quote(key)
  const texts = MEMBER_STARTS.flatMap(before => VALUE_STARTS.map(start => `${before}${quoted}:${start}`))
  const lead = texts.map(text => new Fragment(text))
  leads.set(key, lead)
  return lead
}
