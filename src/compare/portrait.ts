/** In which respects recordings are compared: what is drawn, what filters find, what alarms count, what it weighs. */
export const ASPECTS = ['map', 'filters', 'alarms', 'size'] as const
export type Aspect = (typeof ASPECTS)[number]

/** Something that can be the same or not in two recordings of the same requests. */
export interface Fact {
  aspect: Aspect
  subject: string
  value: string
}

/** What is to be known of a recording. */
export interface Portrait {
  facts: Fact[]
  /** Why documents were not taken, each reason once, at most 20. */
  refusals: string[]
}
