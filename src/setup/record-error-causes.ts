import type { Exception, Span, TimeInput } from '@opentelemetry/api'
import type { SpanProcessor } from '@opentelemetry/sdk-trace'
import { describeCauses } from './describe-causes.ts'
import { readProperty, readText } from './read-property.ts'

/**
 * A span processor that makes spans record with an exception what led to it: OpenTelemetry's `recordException` keeps
 * the exception's own stack, which does not say. The causes stand behind the stack, as `util.inspect` prints them.
 *
 * @param ownFolder where instrumentations stand that are bundled with us, with a separator at its end: stacks are
 *   recorded without their frames
 */
export function recordErrorCauses(ownFolder?: string): SpanProcessor {
  /** In the place of a span's own method, which it calls. */
  function recordException(this: Span, exception: Exception, ...rest: [time?: TimeInput]): void {
    const own: Span = Object.getPrototypeOf(this)
    own.recordException.call(this, this.isRecording() ? withCauses(exception, ownFolder) : exception, ...rest)
  }
  return {
    onStart(span) {
      span.recordException = recordException
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  }
}

/** The stack as it would be without us: what an instrumentation puts between the app's calls is no news of the app. */
function withoutOwnFrames(stack: string, ownFolder: string | undefined): string {
  if (ownFolder === undefined || !stack.includes(ownFolder)) return stack
  const isOwn = (line: string) => line.trimStart().startsWith('at ') && line.includes(ownFolder)
  return stack
    .split('\n')
    .filter(line => !isOwn(line))
    .join('\n')
}

/** What OpenTelemetry reads of an exception, its stack with the causes behind it; no getter can throw any more. */
function withCauses(exception: Exception, ownFolder: string | undefined): Exception {
  if (typeof exception !== 'object' || exception === null) return exception
  const code = readProperty(exception, 'code')
  const name = readText(exception, 'name')
  const message = readText(exception, 'message')
  const causes = describeCauses(exception)
  const stack = readText(exception, 'stack') || (causes === '' ? '' : `${name || 'Error'}: ${message}`)
  return {
    code: typeof code === 'number' ? code : readText(exception, 'code'),
    name,
    message,
    stack: withoutOwnFrames(stack, ownFolder) + withoutOwnFrames(causes, ownFolder),
  }
}
