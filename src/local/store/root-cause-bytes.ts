import type { RootCause, RootCauseEntity, RootCauseService, RootCauses } from '../../trace/index.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { readServiceId, writeServiceId } from './record-bytes.ts'

const KINDS = ['fault', 'error', 'responsetime'] as const

/** A share has three digits behind the point: as a whole number it takes two bytes. */
const COVERAGE_STEPS = 1000

/** Writes the root causes of a trace, behind its record: names that are in both are there once. */
export function writeRootCauses(writer: ByteWriter, causes: RootCauses): void {
  for (const kind of KINDS) {
    writer.number(causes[kind].length)
    for (const { ClientImpacting, Services } of causes[kind]) {
      writer.number(ClientImpacting ? 1 : 0)
      writer.number(Services.length)
      for (const service of Services) writeService(writer, service)
    }
  }
}

function writeService(writer: ByteWriter, service: RootCauseService): void {
  writeServiceId(writer, service)
  writer.number(service.Inferred ? 1 : 0)
  writer.number(service.EntityPath.length)
  for (const { Name, Remote, Coverage, Exceptions } of service.EntityPath) {
    writer.text(Name)
    writer.number(Remote ? 1 : 0)
    writer.number(Coverage === undefined ? undefined : Math.round(Coverage * COVERAGE_STEPS))
    writer.number(Exceptions?.length)
    for (const exception of Exceptions ?? []) {
      writer.text(exception.Name)
      writer.text(exception.Message)
    }
  }
}

/** The root causes that {@link writeRootCauses} has written. */
export function readRootCauses(reader: ByteReader): RootCauses {
  const causes: RootCauses = { fault: [], error: [], responsetime: [] }
  for (const kind of KINDS) {
    for (let left = reader.number()!; left > 0; left--) causes[kind].push(readRootCause(reader))
  }
  return causes
}

function readRootCause(reader: ByteReader): RootCause {
  const cause: RootCause = { ClientImpacting: reader.number() === 1, Services: [] }
  for (let left = reader.number()!; left > 0; left--) cause.Services.push(readService(reader))
  return cause
}

function readService(reader: ByteReader): RootCauseService {
  const service = readServiceId(reader) as RootCauseService
  service.EntityPath = []
  service.Inferred = reader.number() === 1
  for (let left = reader.number()!; left > 0; left--) service.EntityPath.push(readEntity(reader))
  return service
}

function readEntity(reader: ByteReader): RootCauseEntity {
  const entity: RootCauseEntity = { Name: reader.text()!, Remote: reader.number() === 1 }
  const steps = reader.number()
  if (steps !== undefined) entity.Coverage = steps / COVERAGE_STEPS
  const exceptions = reader.number()
  if (exceptions === undefined) return entity
  entity.Exceptions = []
  for (let left = exceptions; left > 0; left--) {
    const name = reader.text()
    const message = reader.text()
    entity.Exceptions.push({
      ...(name !== undefined && { Name: name }),
      ...(message !== undefined && { Message: message }),
    })
  }
  return entity
}
