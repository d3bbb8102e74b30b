/** A group of traces, as the API has it. */
export interface Group {
  GroupName: string
  GroupARN: string
  /** Finds the traces of the group; without one, all are in it. */
  FilterExpression?: string
  InsightsConfiguration: { InsightsEnabled: boolean; NotificationsEnabled: boolean }
}

/** How a group is named in a request: by one of both. */
export type GroupRef = Partial<Pick<Group, 'GroupName' | 'GroupARN'>>

/** When a group's filter was changed, in epoch seconds. */
interface KeptGroup {
  group: Group
  changedSeconds?: number
}

const DEFAULT_GROUP: Group = {
  GroupName: 'Default',
  GroupARN: 'arn:aws:xray:local:000000000000:group/Default',
  InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
}

/** The groups that there are, `Default` always among them. */
export class GroupBook {
  readonly #kept = new Map<string, KeptGroup>([[DEFAULT_GROUP.GroupName, { group: DEFAULT_GROUP }]])

  /** All of them, in the order in which they were made. */
  list(): Group[] {
    return [...this.#kept.values()].map(({ group }) => group)
  }

  /** The group, or `undefined` when there is none. */
  get({ GroupName, GroupARN }: GroupRef): Group | undefined {
    if (GroupName !== undefined) return this.#kept.get(GroupName)?.group
    return this.list().find(group => group.GroupARN === GroupARN)
  }

  /** Makes a group, or puts another in the place of the one with its name. */
  put(group: Omit<Group, 'GroupARN'>, nowSeconds: number): Group {
    const before = this.#kept.get(group.GroupName)
    const GroupARN = before?.group.GroupARN ?? arnOf(group.GroupName)
    const made = { ...group, GroupARN }
    const isChanged = before && before.group.FilterExpression !== group.FilterExpression
    const changedSeconds = isChanged ? nowSeconds : before?.changedSeconds
    this.#kept.set(group.GroupName, { group: made, ...(changedSeconds !== undefined && { changedSeconds }) })
    return made
  }

  delete(groupName: string): void {
    this.#kept.delete(groupName)
  }

  /** True when the group's filter was changed in that time: what was found before was found by another. */
  wasChanged(groupName: string, startSeconds: number, endSeconds: number): boolean {
    const changed = this.#kept.get(groupName)?.changedSeconds
    return changed !== undefined && changed >= startSeconds && changed < endSeconds
  }
}

function arnOf(groupName: string): string {
  const uniqueId = crypto.randomUUID().replaceAll('-', '').slice(0, 32).toUpperCase()
  return `arn:aws:xray:local:000000000000:group/${groupName}/${uniqueId}`
}
