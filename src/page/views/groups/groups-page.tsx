import { useState } from 'preact/hooks'
import type { CallError } from '../../api/call-xray.ts'
import { formatPlace } from '../../model/place.ts'
import { changeGroup, type Group, useGroups } from '../../state/use-groups.ts'
import { strings } from '../../strings.ts'
import { FailedState, LoadingState } from '../parts/load-state.tsx'
import { GroupForm } from './group-form.tsx'

/** Nobody may change or delete it. */
const DEFAULT = 'Default'

/** The page of groups: made, changed, deleted, and looked at. */
export function GroupsPage() {
  const { value, error } = useGroups()
  const [edited, setEdited] = useState<Group>()
  const [failure, setFailure] = useState<string>()
  const text = strings.groups
  if (!value) return error ? <FailedState error={error} /> : <LoadingState />
  const change = async (
    operation: Parameters<typeof changeGroup>[0],
    group: Parameters<typeof changeGroup>[1],
  ) => {
    try {
      await changeGroup(operation, group)
      setFailure(undefined)
      setEdited(undefined)
      return true
    } catch (caught) {
      setFailure((caught as CallError).message)
      return false
    }
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div class="sheet-page" tabIndex={0}>
      <h1>{text.title}</h1>
      <p class="soft">{text.explain}</p>
      <GroupForm
        key={edited?.GroupName ?? ''}
        edited={edited}
        failure={failure}
        onSave={group => change(edited ? 'UpdateGroup' : 'CreateGroup', group)}
        onCancel={() => {
          setEdited(undefined)
          setFailure(undefined)
        }}
      />
      <div class="scrolls">
        <table class="list">
          <thead>
            <tr>
              <th>{text.columns.name}</th>
              <th>{text.columns.filter}</th>
              <th>
                <span class="hidden-text">{text.columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {value.map(group => (
              <tr key={group.GroupName}>
                <td>{group.GroupName}</td>
                <td class="code">{group.FilterExpression ?? text.everything}</td>
                <td>
                  <GroupActions
                    group={group}
                    onEdit={() => setEdited(group)}
                    onDelete={() => void change('DeleteGroup', { GroupName: group.GroupName })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function GroupActions({
  group,
  onEdit,
  onDelete,
}: {
  group: Group
  onEdit: () => void
  onDelete: () => void
}) {
  const text = strings.groups
  const name = group.GroupName
  const params: Record<string, string> = name === DEFAULT ? {} : { group: name }
  return (
    <span class="row">
      <a href={formatPlace({ view: 'map', params })} aria-label={text.of(text.map, name)}>
        {text.map}
      </a>
      <a href={formatPlace({ view: 'traces', params })} aria-label={text.of(text.traces, name)}>
        {text.traces}
      </a>
      {name !== DEFAULT && (
        <>
          <button type="button" aria-label={text.of(text.edit, name)} onClick={onEdit}>
            {text.edit}
          </button>
          <button type="button" aria-label={text.of(text.delete, name)} onClick={onDelete}>
            {text.delete}
          </button>
        </>
      )}
    </span>
  )
}
