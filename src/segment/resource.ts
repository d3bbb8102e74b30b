import { anyValue } from './any-value.ts'
import type { Attributes, SpanResource } from './ended-span.ts'
import { JsonWriter } from './json-writer.ts'
import { segmentName } from './name.ts'
import { functionArn, originOf, writePlatform } from './platform.ts'
import { textAttribute as text } from './text-attribute.ts'

/**
 * Bytes of a resource's attributes that are written: half of a document. They stand on each of its segments: without a
 * bound, a request of a few megabytes would make gigabytes of documents.
 */
const MAX_ATTRIBUTES_BYTES = 32_000

/** `"otel.resource.":,` */
const MEMBER_BYTES = 18

/** What a resource contributes to each of its segments: members as JSON in UTF-8, written once for all of them. */
export interface ResourceText {
  /** The service's name. */
  name: string
  /** `service`, `origin` and `resource_arn`. */
  members: Uint8Array
  /** Members of `aws.xray`. */
  sdkMembers: Uint8Array
  /** Further members of the `aws` block. */
  awsMembers: Uint8Array
  /** Members of `metadata.default`: every attribute under `otel.resource.<key>`. */
  metadataMembers: Uint8Array
  /** Where its code runs from, which the paths of stacks begin at. */
  workingDirectory: string | undefined
}

const written = new WeakMap<SpanResource, ResourceText>()

/** The resource's contribution, written when the resource is first seen. */
export function resourceText(resource: SpanResource): ResourceText {
  let text = written.get(resource)
  if (!text) {
    text = writeResource(resource)
    written.set(resource, text)
  }
  return text
}

function writeResource(resource: SpanResource): ResourceText {
  const { attributes, leftOut } = withinRoom(resource.attributes)
  return {
    name: segmentName(resource),
    members: membersOf(json => {
      writeService(json, attributes)
      json.string('origin', originOf(attributes))
      json.string('resource_arn', functionArn(attributes))
    }),
    sdkMembers: membersOf(json => writeSdk(json, attributes)),
    awsMembers: membersOf(json => writePlatform(json, attributes)),
    metadataMembers: membersOf(json => {
      for (const key in attributes) json.any(`otel.resource.${key}`, attributes[key])
      json.number('otel.resource.dropped_attributes_count', leftOut || undefined)
    }),
    workingDirectory: text(attributes, 'process.working_directory'),
  }
}

/** The attributes that there is room for, in their order; what does not fit is left out, and what comes after it may fit. */
function withinRoom(attributes: Attributes): { attributes: Attributes; leftOut: number } {
  const kept: [key: string, value: unknown][] = []
  let room = MAX_ATTRIBUTES_BYTES
  let leftOut = 0
  for (const key in attributes) {
    const bytes = Buffer.byteLength(key) + Buffer.byteLength(anyValue(attributes[key])) + MEMBER_BYTES
    if (bytes > room) {
      leftOut++
    } else {
      kept.push([key, attributes[key]])
      room -= bytes
    }
  }
  return leftOut === 0 ? { attributes, leftOut } : { attributes: Object.fromEntries(kept), leftOut }
}

const json = new JsonWriter()

/** The members by themselves: without the braces of an object. */
function membersOf(write: (json: JsonWriter) => void): Uint8Array {
  json.begin()
  const start = json.mark()
  write(json)
  return json.membersSince(start)
}

function writeService(json: JsonWriter, attributes: Attributes): void {
  json.open('service')
  json.string('version', text(attributes, 'service.version') ?? imageTag(attributes))
  json.string('runtime', runtime(attributes))
  json.string('runtime_version', text(attributes, 'process.runtime.version'))
  json.close()
}

function imageTag(attributes: Attributes): string | undefined {
  const tags = attributes['container.image.tags']
  return (
    text(attributes, 'container.image.tag') ??
    (Array.isArray(tags) && typeof tags[0] === 'string' ? tags[0] : undefined)
  )
}

/** As X-Ray's own SDK calls it: `node`. */
function runtime(attributes: Attributes): string | undefined {
  const name = text(attributes, 'process.runtime.name')
  return name === 'nodejs' ? 'node' : name
}

/** Writes who made the document. */
function writeSdk(json: JsonWriter, attributes: Attributes): void {
  const name = text(attributes, 'telemetry.sdk.name')
  const language = text(attributes, 'telemetry.sdk.language')
  json.string('sdk', name && language ? `${name} for ${language}` : name)
  json.string('sdk_version', text(attributes, 'telemetry.sdk.version'))
  json.flag(
    'auto_instrumentation',
    (text(attributes, 'telemetry.distro.version') ?? text(attributes, 'telemetry.auto.version')) !==
      undefined,
  )
}
