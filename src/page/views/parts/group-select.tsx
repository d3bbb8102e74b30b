import { place, setParams } from '../../state/place.ts'
import { useGroups } from '../../state/use-groups.ts'
import { strings } from '../../strings.ts'

/** Which group is looked at; nothing while there are none. */
export function GroupSelect() {
  const { group = '' } = place.value.params
  const { value = [] } = useGroups()
  const names = value.map(({ GroupName }) => GroupName).filter(name => name !== 'Default')
  if (names.length === 0 && group === '') return null
  return (
    <select
      aria-label={strings.groups.choose}
      value={group}
      onChange={event => setParams({ group: event.currentTarget.value }, 'push')}
    >
      <option value="">{strings.groups.all}</option>
      {[...new Set([...names, ...(group === '' ? [] : [group])])].map(name => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  )
}
