/** What a question found out. */
export interface Finding {
  /** What was asked about, in a word or two. */
  readonly about: string
  /** `loss`: traces are lost, or most of them. `note`: worth knowing. */
  readonly verdict: 'ok' | 'note' | 'loss'
  readonly says: string
  /** What to do about it. */
  readonly change?: string
}

/** What the questions look at. */
export interface Scene {
  readonly environment: NodeJS.ProcessEnv
  /** The folder that the app is started in. */
  readonly folder: string
  /** The file that the app begins with, where it was named. */
  readonly script?: string | undefined
  /** The words by which the app is started, where it is to be looked at while it runs. */
  readonly command?: readonly string[] | undefined
}
