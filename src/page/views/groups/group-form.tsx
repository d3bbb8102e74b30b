import { useState } from 'preact/hooks'
import type { Group } from '../../state/use-groups.ts'
import { strings } from '../../strings.ts'
import { FilterInput } from '../parts/filter-input.tsx'
import { FormButtons } from '../parts/form-buttons.tsx'

const MAX_NAME_CHARS = 32

interface GroupFormProps {
  /** Absent for a new one. */
  edited: Group | undefined
  /** What the server said to the last try. */
  failure: string | undefined
  onSave: (group: { GroupName: string; FilterExpression: string }) => Promise<boolean>
  onCancel: () => void
}

/** A form for a new group, or for the filter of one that is there. */
export function GroupForm({ edited, failure, onSave, onCancel }: GroupFormProps) {
  const [name, setName] = useState(edited?.GroupName ?? '')
  const [filter, setFilter] = useState(edited?.FilterExpression ?? '')
  const text = strings.groups
  const save = async (event: Event) => {
    event.preventDefault()
    const isSaved = await onSave({ GroupName: name.trim(), FilterExpression: filter.trim() })
    if (!isSaved || edited) return
    setName('')
    setFilter('')
  }
  return (
    <form class="card form" onSubmit={event => void save(event)}>
      <label>
        {text.columns.name}
        <input
          name="GroupName"
          required
          maxLength={MAX_NAME_CHARS}
          value={name}
          disabled={edited !== undefined}
          onInput={event => setName(event.currentTarget.value)}
        />
      </label>
      <div class="wide">
        <span class="small soft">{text.columns.filter}</span>
        <FilterInput id="group-filter" label={text.columns.filter} value={filter} onInput={setFilter} />
      </div>
      <FormButtons label={edited ? text.save : text.create} failure={failure} onCancel={edited && onCancel} />
    </form>
  )
}
