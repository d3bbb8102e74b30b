import { displayText, textColumns } from './display-text.ts'
import type { AttributeFate, Explanation } from './explain-span.ts'
import type { Paint } from './terminal.ts'

/** The keys' column is as wide as the longest, but no wider than this. */
const MAX_KEY_COLUMNS = 40

/** Fields that are named: an attribute on which all depends changes many. */
const MAX_FIELDS = 5

/**
 * The lines that tell what became of a span: a heading, and a row for each attribute.
 *
 *     subsegment api.example.com in the segment checkout: the span "POST" 351b59f5e04dac12
 *       http.request.method  http.request.method
 *       http.route           metadata.default  (X-Ray has no field for it; to search by it: --index http.route)
 */
export function explanationText(
  explanation: Explanation,
  span: { readonly name: string; readonly id: string },
  paint: Paint,
): string[] {
  const { form, name, segmentName, attributes, resourceAttributes } = explanation
  const place = segmentName === undefined ? '' : ` in the segment ${paint('bold', displayText(segmentName))}`
  const title = `${form} ${paint('bold', displayText(name))}${place}`
  return [
    `${title}: the span ${JSON.stringify(displayText(span.name))} ${displayText(span.id)}`,
    ...rows(attributes, paint),
    ...(resourceAttributes.length > 0 ? ['  and of its resource:'] : []),
    ...rows(resourceAttributes, paint),
  ]
}

function rows(fates: readonly AttributeFate[], paint: Paint): string[] {
  const keys = fates.map(({ key }) => displayText(key))
  const columns = Math.min(MAX_KEY_COLUMNS, Math.max(0, ...keys.map(textColumns)))
  return fates.map(({ fields, reason }, index) => {
    const key = keys[index]!
    const padding = ' '.repeat(Math.max(0, columns - textColumns(key)))
    const where = displayText(listText(fields)) || 'nowhere'
    return `  ${paint('cyan', key)}${padding}  ${where}${reason ? paint('dim', `  (${displayText(reason)})`) : ''}`
  })
}

function listText(fields: readonly string[]): string {
  const more = fields.length - MAX_FIELDS
  return fields.slice(0, MAX_FIELDS).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
