import { signal } from '@preact/signals'
import { callXRay } from '../api/call-xray.ts'
import { type Loaded, useLoad } from './use-load.ts'

/** A group as the API has it. */
export interface Group {
  GroupName: string
  GroupARN: string
  FilterExpression?: string
}

const version = signal(0)

/** All groups, again after each change made here. */
export function useGroups(): Loaded<Group[]> {
  return useLoad(async signal => (await callXRay<{ Groups: Group[] }>('/Groups', {}, signal)).Groups, [], {
    follows: version,
  })
}

/** Makes, changes or deletes a group. Rejects with a CallError in the server's words. */
export async function changeGroup(
  operation: 'CreateGroup' | 'UpdateGroup' | 'DeleteGroup',
  group: { GroupName: string; FilterExpression?: string },
): Promise<void> {
  await callXRay(`/${operation}`, group)
  version.value++
}
