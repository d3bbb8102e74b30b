import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packTrace, UnpackedTrace } from '../../../src/local/store/pack-trace.ts'
import { findRootCauses, mergeTrace, recordTrace } from '../../../src/trace/index.ts'
import { anyTrace } from '../../trace/any-trace.ts'

test('what packTrace() has packed is unpacked as it was, root causes when they are asked for', () => {
  fc.assert(
    fc.property(anyTrace, documents => {
      const trace = mergeTrace(documents)!
      const packed = Buffer.from(packTrace(recordTrace(trace), findRootCauses(trace)))
      const unpacked = new UnpackedTrace(packed)
      expect(unpacked.record).toEqual(recordTrace(trace))
      expect(unpacked.rootCauses()).toEqual(findRootCauses(trace))
      expect(unpacked.rootCauses()).toEqual(findRootCauses(trace))
    }),
  )
})
