const NOT_SEEN = 'not yet seen'

const HEAD = `# Seen in AWS

Rules of X-Ray that we go by and that no contract states: read from documentation, from other software, or guessed. What X-Ray itself
does is in the fourth column once somebody with an account has run

    npm run check-aws

It sends 69 small documents and reads them back, in the region and with the credentials that AWS's own tools would take; that costs less
than a cent, and needs \`xray:PutTraceSegments\`, \`xray:BatchGetTraces\`, \`xray:GetTraceSummaries\` and \`xray:GetServiceGraph\`. The
documents carry the annotation \`check_aws\` and are gone after 30 days. With Transaction Search on, only indexed traces can be read back:
index all of them meanwhile. \`-- --dry-run\` writes this page from [the cases](../test/cases/inferred.json) without sending
anything. In every test run the same cases are put to \`spanray local\`.
`

/** The page, with what was seen of each case, and what an earlier page knows of the others. */
export function pageOf(cases, earlierPage = '') {
  const earlier = new Map(
    Array.from(
      earlierPage.matchAll(/^\| (.+?) \| .*? \| .*? \| (.*?) \| (.*?) \|$/gm),
      ([, rule, seen, date]) => [rule, { seen, date }],
    ),
  )
  const rows = cases.map(({ rule, source, expect, outcome }) => {
    const { seen, date } = outcome ?? earlier.get(cell(rule)) ?? { seen: NOT_SEEN, date: '' }
    return `| ${[rule, linkTo(source), expectationText(expect), seen, date].map(cell).join(' | ')} |`
  })
  return `${HEAD}
| rule | read from | we expect | X-Ray did | date |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** What a case expects, in a few words: `summary: HasFault is false`. */
export function expectationText({ at, filter, in: place, is, node }) {
  if (place === 'refusal') return is === null ? 'it is taken' : `\`${is}\``
  if (place === 'call') return `\`${is}\``
  if (place === 'filter') return `\`${filter}\` ${is ? 'matches' : 'does not match'}`
  const where = node
    ? `graph, node of the type ${node.Type ?? 'none'}`
    : place === 'inferred'
      ? 'inferred segment'
      : place
  return `${where}: \`${at}\` ${valueText(is)}`
}

/** What was seen, in a few words. */
export function valueText(value) {
  return value === null ? 'is not there' : `is \`${JSON.stringify(value)}\``
}

function linkTo(source) {
  return source === 'docs/mapping.md' ? '[mapping](mapping.md)' : source
}

function cell(text) {
  return `${text}`.replaceAll('|', '\\|')
}
