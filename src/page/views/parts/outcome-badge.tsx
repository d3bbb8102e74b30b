import type { Outcome } from '../../../local/index.ts'
import { strings } from '../../strings.ts'
import { Glyph } from './glyph.tsx'

/** A shape for each outcome: colours alone are not seen by everybody. */
const SHAPES: Record<Outcome | 'progress', string> = {
  ok: 'M2 6l3 3 5-6',
  error: 'M6 2v5M6 9.4v.6',
  fault: 'M3 3l6 6M9 3l-6 6',
  throttle: 'M4 2.5v7M8 2.5v7',
  progress: 'M6 2.5v3.8l2.6 1.6',
}

/** An outcome in words, or what is given instead of them, such as an HTTP status. */
export function OutcomeBadge({
  outcome,
  text,
}: {
  outcome: Outcome | 'progress'
  text?: string | undefined
}) {
  const word = outcome === 'progress' ? strings.inProgress : strings.outcomes[outcome]
  return (
    <span class={`badge is-${outcome}`} title={word}>
      <Glyph d={SHAPES[outcome]} field={12} strokeWidth={2} pixels={10} />
      {text === undefined ? (
        word
      ) : (
        <>
          <span class="hidden-text">{word} </span>
          {text}
        </>
      )}
    </span>
  )
}
