import type { Claims } from './claims.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import type { EndedSpan } from './ended-span.ts'
import type { SpanNode } from './span-tree.ts'

/** Annotations in one document; X-Ray indexes as many of a trace. @see https://docs.aws.amazon.com/general/latest/gr/xray.html */
const MAX_ANNOTATIONS = 50

/** Attributes that name the user. */
export const USER_KEYS = ['enduser.id', 'user.id'] as const

/** What the spans of one document share while it is written. */
export interface DocumentScope {
  readonly settings: ConversionSettings
  /** The user that stands on the document's segment; `undefined` when nobody is known, or no segment is in it. */
  readonly user: string | undefined
  /** For spans whose exception a span below has recorded before: its id there. */
  readonly repeated: ReadonlyMap<EndedSpan, string> | undefined
  /** How many annotations there is room for. */
  annotationsLeft: number
}

/** The scope of the document that this span is the top of. */
export function documentScope(
  top: SpanNode,
  settings: ConversionSettings,
  repeated?: ReadonlyMap<EndedSpan, string>,
): DocumentScope {
  const user = top.isLocalRoot ? userAmong(top) : undefined
  return { settings, user, repeated, annotationsLeft: MAX_ANNOTATIONS }
}

/** The user that this span or the first of those under it knows. */
function userAmong({ claims, children }: SpanNode): string | undefined {
  let user = claims.peekText(USER_KEYS[0]) ?? claims.peekText(USER_KEYS[1])
  for (let index = 0; user === undefined && index < children.length; index++)
    user = userAmong(children[index]!)
  return user
}

/** Claims the user where it is the one that stands on the segment. */
export function takeUser(claims: Claims, { user }: DocumentScope): void {
  if (user === undefined) return
  for (const key of USER_KEYS) claims.takeSame(key, user)
}
