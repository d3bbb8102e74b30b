import type { DocumentScope } from './document-scope.ts'
import type { JsonWriter } from './json-writer.ts'
import {
  roleOf,
  writeIndependence,
  writeSegment,
  writeServiceSegment,
  writeSubsegment,
} from './span-to-segment.ts'
import type { SpanNode } from './span-tree.ts'

/**
 * Writes the document that the span is the top of, with all that is nested under it: a segment, or an independent
 * subsegment.
 */
export function writeDocument(json: JsonWriter, top: SpanNode, scope: DocumentScope): void {
  json.begin()
  writeTop(json, top, scope)
  if (roleOf(top) !== 'service segment') {
    writeChildren(json, top, scope)
  } else if (!top.isInProgress) {
    json.openList('subsegments')
    writeNested(json, top, scope)
    json.closeList()
  }
  json.end()
}

/** Writes the members of a document's top, without what is nested in it. */
function writeTop(json: JsonWriter, top: SpanNode, scope: DocumentScope): void {
  switch (roleOf(top)) {
    case 'segment':
      writeSegment(json, top, scope)
      break
    case 'service segment':
      writeServiceSegment(json, top, scope)
      break
    case 'subsegment':
      writeSubsegment(json, top, scope)
      writeIndependence(json, top)
  }
}

function writeNested(json: JsonWriter, node: SpanNode, scope: DocumentScope): void {
  json.beginItem()
  writeSubsegment(json, node, scope)
  writeChildren(json, node, scope)
  json.end()
}

function writeChildren(json: JsonWriter, { children }: SpanNode, scope: DocumentScope): void {
  if (children.length === 0) return
  json.openList('subsegments')
  for (const child of children) writeNested(json, child, scope)
  json.closeList()
}
