import { connection } from '../../state/connection.ts'
import { strings } from '../../strings.ts'

/** Says that the server does not answer, and what to do; nothing while it does. */
export function LostNotice() {
  return (
    <div role="status">{connection.value === 'lost' && <p class="lost">{strings.connection.explain}</p>}</div>
  )
}
