import { parseXRayTraceId, toXRayTraceId } from '../../ids/index.ts'

/**
 * The X-Ray form of a trace id that a person has typed or pasted, in either form, or `undefined` when it is none.
 *
 *     ' 581CF771a006649127e371903a2de979 ' → 1-581cf771-a006649127e371903a2de979
 */
export function traceIdText(text: string): string | undefined {
  const trimmed = text.trim()
  const traceId = /^[0-9a-f]{32}$/i.test(trimmed) ? trimmed.toLowerCase() : parseXRayTraceId(trimmed)
  return traceId !== undefined && /[^0]/.test(traceId) ? toXRayTraceId(traceId) : undefined
}
