import xray from 'aws-xray-sdk-core'

const { Segment, Subsegment } = xray

/** The document as the X-Ray SDK would hold it, ended and ready for its `format()`. */
export function toSdkSegment(document) {
  const segment = new Segment(document.name, document.trace_id, document.parent_id)
  return fill(segment, document)
}

function fill(target, { subsegments = [], ...fields }) {
  Object.assign(target, fields)
  delete target.in_progress
  const children = subsegments.map(child => fill(new Subsegment(child.name), child))
  if (children.length > 0) target.subsegments = children
  return target
}
