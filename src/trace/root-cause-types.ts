import type { ServiceId } from './service-id.ts'

/** What was thrown. */
export interface RootCauseException {
  /** Its type. */
  Name?: string
  Message?: string
}

/** A segment or subsegment on the way to the culprit. */
export interface RootCauseEntity {
  Name: string
  /** A call to another service. */
  Remote: boolean
  /** Of faults and errors: what was thrown there. */
  Exceptions?: RootCauseException[]
  /** Of response times: its time as a share of the root segment's. */
  Coverage?: number
}

/** A service on the way to the culprit, which is the last one. */
export interface RootCauseService extends ServiceId {
  /** From its segment inwards. */
  EntityPath: RootCauseEntity[]
  Inferred: boolean
}

/** The way from the entry to one culprit. */
export interface RootCause {
  /** The culprit is what the client noticed. */
  ClientImpacting: boolean
  Services: RootCauseService[]
}

/** Why a trace failed, and why it took as long as it did. */
export interface RootCauses {
  fault: RootCause[]
  error: RootCause[]
  responsetime: RootCause[]
}
