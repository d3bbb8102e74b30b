import type { Site } from '../receiver/index.ts'
import type { Replayed } from './data/replay-documents.ts'
import type { Refusal } from './refusal-log.ts'

/** How a local X-Ray is set up. */
export interface LocalXRayOptions {
  /** The address or name to listen on. @default '127.0.0.1' */
  host?: string
  /** The port to listen on, UDP and TCP; 0 takes any that is free on both. @default 2000 */
  port?: number
  /** A port to listen on for OTLP over HTTP, beside the first one; 0 takes any that is free. @default none */
  otlpHttpPort?: number | undefined
  /** A port to listen on for OTLP over gRPC; 0 takes any that is free. @default none */
  otlpGrpcPort?: number | undefined
  /** Names beside the host's and this machine's own by which it may be called. */
  allowedHosts?: readonly string[] | undefined
  /** Bytes of documents that are kept. @default 200,000,000 */
  maxBytes?: number
  /** Traces that are kept. @default 100,000 */
  maxTraces?: number
  /** A folder in which documents are kept over the end of the process; those in it are taken in again. @default none */
  dataFolder?: string | undefined
  /** The page for people, as `readSite()` reads it. @default none: a browser gets what a program gets */
  site?: Site | undefined
  /** The time, in epoch milliseconds. @default Date.now */
  clock?: () => number
  /** Called with each datagram before it is read, whatever is in it. */
  onDatagram?: ((datagram: Buffer) => void) | undefined
  /** Called for each document that was taken in, with the id of its trace. */
  onTraceUpdated?: (xrayTraceId: string) => void
  /** Called for each document and datagram that was not taken. */
  onRefused?: (refusal: Refusal) => void
  /** Called with the text of each document that was taken in. */
  onDocument?: (text: string) => void
  /** Called when the documents of the data folder are taken in. */
  onReplayed?: (replayed: Replayed) => void
  /** Called with what is missing now, such as a port for OTLP that is taken. */
  onWarning?: (message: string) => void
  /** Called with what the server itself failed on; it goes on. */
  onError?: (error: unknown) => void
}
