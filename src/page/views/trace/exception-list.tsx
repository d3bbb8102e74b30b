import type { StackFrame } from '../../../document/index.ts'
import type { ShownException } from '../../model/exceptions.ts'
import { strings } from '../../strings.ts'

interface ExceptionListProps {
  exceptions: readonly ShownException[]
  onSelect: (index: number) => void
}

/** What was thrown and what had caused it, each with its stack. */
export function ExceptionList({ exceptions, onSelect }: ExceptionListProps) {
  return (
    <>
      {exceptions.map(({ exception, isCause, row }) => (
        <section class="exception" key={exception.id}>
          {isCause && <p class="soft small">{strings.trace.causedBy}</p>}
          <p class="said">
            <span class="type">{exception.type}</span> {exception.message}
          </p>
          {row && !isCause && (
            <p class="small soft">
              {strings.trace.recordedBy}{' '}
              <button type="button" class="quiet" onClick={() => onSelect(row.index)}>
                {row.entity.name}
              </button>
            </p>
          )}
          <ol class="code">
            {exception.stack?.map((frame, at) => (
              <li key={at}>
                {frame.label} <span class="soft">{placeOf(frame)}</span>
              </li>
            ))}
          </ol>
          {exception.truncated ? (
            <p class="small soft">{strings.trace.framesLeftOut(exception.truncated)}</p>
          ) : null}
        </section>
      ))}
    </>
  )
}

/** `{ path: '/app/pay.js', line: 12 } → /app/pay.js:12` */
function placeOf({ path, line }: StackFrame): string {
  return [path, line].filter(part => part !== undefined && part !== '').join(':')
}
