import { expect, test } from 'vitest'
import { conversionSettings } from '../../src/segment/conversion-settings.ts'
import { documentScope } from '../../src/segment/document-scope.ts'
import { spanTree } from '../../src/segment/span-tree.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

test('documentScope() knows the user of a span deep within, on a segment alone', () => {
  const spans = [
    endedSpan({ id: '3333333333333333', parent: '2222222222222222', attributes: { 'user.id': 'deep' } }),
    endedSpan({ id: '2222222222222222', parent: '1111111111111111' }),
    endedSpan({ id: '1111111111111111', kind: 'server' }),
  ]
  const [segment] = spanTree(spans, true)
  expect(documentScope(segment!, conversionSettings({}))).toMatchObject({ user: 'deep', annotationsLeft: 50 })
  const [subsegment] = spanTree(spans.slice(0, 2), true)
  expect(documentScope(subsegment!, conversionSettings({})).user).toBeUndefined()
})
