import type { StackFrame } from '../../document/index.ts'
import { parseDotnetFrame, readDotnetStack } from './dotnet.ts'
import { parseGoFrame, readGoStack } from './go.ts'
import { parseJavaFrame, readJavaStack } from './java.ts'
import { parsePhpFrame, readPhpStack } from './php.ts'
import { parsePlainFrame, readPlainStack } from './plain.ts'
import { type PrintedException, printedException } from './printed-exception.ts'
import { parsePythonFrame, readPythonStack } from './python.ts'
import { parseRubyFrame, readRubyStack } from './ruby.ts'
import { readV8Stack } from './v8.ts'
import { parseV8Frame } from './v8-frame.ts'

/** The exceptions that a stack tells of, the recorded one first, and how to write their frames. */
export interface ParsedStack {
  readonly exceptions: readonly PrintedException[]
  /** Frames of theirs as JSON in UTF-8, with commas between: `{"path":"/srv/cart.js","line":41,"label":"priceOf"}`. */
  framesJson(frames: string): Uint8Array
}

/**
 * Reads a stack as its language prints it. Never throws, and takes time in proportion to the text, of which 64,000
 * characters are read.
 *
 * @param language `telemetry.sdk.language` of the resource; where it is unknown, the text is looked at
 * @param message the recorded exception's, to know where its stack begins
 * @see https://opentelemetry.io/docs/specs/semconv/resource/#telemetry-sdk
 */
export function parseStack(language: unknown, text: string, message?: string): ParsedStack {
  if (text === '') return NO_STACK
  const form = FORMS.get(language) ?? (LOOKS_LIKE_V8.test(text) ? V8 : PLAIN)
  return { exceptions: form.read(text, message), framesJson: form.framesJson }
}

/** Texts of frames whose JSON is remembered: what fails fails in the same places again and again. */
const MAX_REMEMBERED_TEXTS = 500

interface Form {
  read(text: string, message: string | undefined): PrintedException[]
  framesJson(frames: string): Uint8Array
}

function createForm(read: Form['read'], parseFrame: (text: string) => StackFrame): Form {
  const remembered = new Map<string, Uint8Array>()
  return {
    read,
    framesJson(frames) {
      let json = remembered.get(frames)
      if (json === undefined) {
        const parsed = frames.toWellFormed().split('\n').map(parseFrame)
        json = Buffer.from(JSON.stringify(parsed).slice(1, -1))
        if (remembered.size >= MAX_REMEMBERED_TEXTS) remembered.clear()
        remembered.set(copyOf(frames), json)
      }
      return json
    },
  }
}

/** The text in memory of its own: a part of a text keeps all of it. */
function copyOf(text: string): string {
  return `${text} `.slice(0, -1)
}

const V8 = createForm(readV8Stack, parseV8Frame)
const PLAIN = createForm(readPlainStack, parsePlainFrame)
const FORMS: ReadonlyMap<unknown, Form> = new Map([
  ['nodejs', V8],
  ['webjs', V8],
  ['javascript', V8],
  ['java', createForm(readJavaStack, parseJavaFrame)],
  ['python', createForm(readPythonStack, parsePythonFrame)],
  ['dotnet', createForm(readDotnetStack, parseDotnetFrame)],
  ['go', createForm(readGoStack, parseGoFrame)],
  ['php', createForm(readPhpStack, parsePhpFrame)],
  ['ruby', createForm(readRubyStack, parseRubyFrame)],
])

const LOOKS_LIKE_V8 = /^[ \t]+at /m
const NO_STACK: ParsedStack = {
  exceptions: [printedException()],
  framesJson: () => new Uint8Array(0),
}
