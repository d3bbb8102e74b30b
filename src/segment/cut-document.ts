import type { Cause, Exception, Segment } from '../document/index.ts'
import { cutText } from './cut-text.ts'

/** A document while it is cut: any field may go but those that make it one. */
type Draft = Partial<Segment> &
  Pick<Segment, 'name' | 'id' | 'start_time'> & { sql?: object; http?: object; aws?: object }

/** A text that is longer is cut where there is no room. */
const MAX_TEXT_CHARS = 1000

/**
 * A document that is too large by itself, made to fit where it hurts least: frames of stacks go first, where that is enough,
 * then the largest metadata, then frames in any case, then the largest annotations, then long texts wherever they are, and
 * at the last the largest of all but what makes it a document. What went is listed in `metadata.default["spanray.cut"]`.
 *
 * @param text the document without its closing brace, and so is what comes back
 * @param maxBytes bytes of UTF-8 that may come back; under 2,000 it may be more
 */
export function cutDocument(text: string, maxBytes: number): string {
  const document: Draft = JSON.parse(`${text}}`)
  const cut: string[] = []
  for (const step of STEPS) {
    const bytesOver = bytesOf(document) + NOTE_BYTES - maxBytes
    if (bytesOver <= 0) break
    step(document, bytesOver, cut)
  }
  note(document, cut)
  return JSON.stringify(document).slice(0, -1)
}

/** Room for the list of what was cut; there may be thousands. */
const NOTE_BYTES = 1500

type Step = (document: Draft, bytesOver: number, cut: string[]) => void

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

function exceptionsOf({ cause }: Draft): readonly Exception[] {
  return (cause as Cause | undefined)?.exceptions ?? []
}

/** Frames stay, where something else has to go all the same. */
const cutStacksIfEnough: Step = (document, bytesOver, cut) => {
  const bytes = exceptionsOf(document).reduce((sum, { stack = [] }) => sum + bytesOf(stack), 0)
  if (bytes > bytesOver) cutStacks(document, bytesOver, cut)
}

const cutStacks: Step = (document, bytesOver, cut) => {
  let over = bytesOver
  for (const frames of [10, 3, 0]) {
    for (const exception of exceptionsOf(document)) {
      const { stack = [] } = exception
      if (stack.length <= frames || over <= 0) continue
      over -= bytesOf(exception)
      exception.truncated = (exception.truncated ?? 0) + stack.length - frames
      exception.stack = stack.slice(0, frames)
      over += bytesOf(exception)
      cut.push(`cause ${exception.id} to ${frames} frames`)
    }
  }
}

const cutMetadata: Step = ({ metadata = {} }, bytesOver, cut) => {
  const namespaces = Object.entries(metadata).map(([name, values]) => [`metadata.${name}.`, values] as const)
  cutLargest(namespaces, bytesOver, cut)
}

const cutAnnotations: Step = ({ annotations = {} }, bytesOver, cut) => {
  cutLargest([['annotations.', annotations]], bytesOver, cut)
}

/** They tell of what is missing already. */
const SPARED = new Set(['otel.dropped_attributes_count', 'otel.resource.dropped_attributes_count'])

/** The colon between a key and its value, and the braces around them. */
const MEMBER_BYTES = 3

/** Takes out the largest values of several objects, one after the other, as long as there is too much. */
function cutLargest(
  objects: readonly (readonly [where: string, values: Record<string, unknown>])[],
  bytesOver: number,
  cut: string[],
): void {
  const all = objects.flatMap(([where, values]) =>
    Object.entries(values).map(([key, value]) => {
      return { where, values, key, bytes: bytesOf(key) + bytesOf(value) + MEMBER_BYTES }
    }),
  )
  let over = bytesOver
  for (const { where, values, key, bytes } of all.sort((a, b) => b.bytes - a.bytes)) {
    if (over <= 0) return
    if (SPARED.has(key) || (where === '' && REQUIRED.has(key))) continue
    delete values[key]
    over -= bytes - 1
    cut.push(`${where}${key} (${bytes} bytes)`)
  }
}

const cutTexts: Step = (document, _, cut) => {
  const shorten = (values: Record<string, unknown>, where: string) => {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value === 'string' && value.length > MAX_TEXT_CHARS) {
        values[key] = `${cutText(value, MAX_TEXT_CHARS)}…`
        cut.push(`${where}${key} to ${MAX_TEXT_CHARS} characters`)
      } else if (typeof value === 'object' && value !== null) {
        shorten(value as Record<string, unknown>, `${where}${key}.`)
      }
    }
  }
  shorten(document as Record<string, unknown>, '')
}

/** What X-Ray does not take a document without. */
const REQUIRED = new Set([
  'name',
  'id',
  'start_time',
  'end_time',
  'in_progress',
  'trace_id',
  'parent_id',
  'error',
  'throttle',
  'fault',
])

const cutFields: Step = (document, bytesOver, cut) => {
  cutLargest([['', document as Record<string, unknown>]], bytesOver, cut)
}

const STEPS = [cutStacksIfEnough, cutMetadata, cutStacks, cutAnnotations, cutTexts, cutFields]

/** Lists what was cut, as far as there is room for the list. */
function note(document: Draft, cut: readonly string[]): void {
  const listed: string[] = []
  let bytes = 100
  for (const each of cut) {
    const shown = each.length > 80 ? `${cutText(each, 80)}…` : each
    bytes += Buffer.byteLength(JSON.stringify(shown)) + 1
    if (bytes > NOTE_BYTES) {
      listed.push(`and ${cut.length - listed.length} more`)
      break
    }
    listed.push(shown)
  }
  document.metadata = {
    ...document.metadata,
    default: { ...document.metadata?.default, 'spanray.cut': listed },
  }
}
