import type { MapNode } from '../../model/service-map.ts'
import { place, setParams } from '../../state/place.ts'
import { useFocusKey } from '../../state/use-focus-key.ts'
import { strings } from '../../strings.ts'

const BOX_ID = 'find-node'

/** A search for nodes: what it finds stands out, and Enter opens the panel of one after the other. */
export function FindNode({ found }: { found: readonly MapNode[] | undefined }) {
  const { find = '', chosen } = place.value.params
  useFocusKey(BOX_ID)
  const chooseNext = () => {
    if (!found || found.length === 0) return
    const at = found.findIndex(({ key }) => key === chosen)
    setParams({ chosen: found[(at + 1) % found.length]!.key })
  }
  return (
    <span class="row">
      <input
        id={BOX_ID}
        type="search"
        placeholder={strings.map.find}
        aria-label={strings.map.find}
        value={find}
        onInput={event => setParams({ find: event.currentTarget.value })}
        onKeyDown={event => {
          if (event.key === 'Enter') chooseNext()
        }}
      />
      {found && <output class="small soft">{strings.map.found(found.length)}</output>}
    </span>
  )
}
