import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const pages = [root, join(root, 'docs'), join(root, 'examples')].flatMap(folder =>
  readdirSync(folder, { recursive: folder !== root, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => relative(root, join(folder, name))),
)

it.each(pages)('%s links only to what exists', page => {
  expect(brokenLinks(page, path => read(path))).toEqual([])
})

it('brokenLinks() finds a missing file, a missing heading and a missing picture', () => {
  const files: Record<string, string> = {
    'docs/a.md': [
      '# A page',
      '[gone](gone.md) [kept](../b.md) [far](https://example.com/gone.md) [mail](mailto:a@example.com)',
      '[here](#a-page) [nowhere](#the-end) [there](../b.md#two-words-more) [not there](../b.md#three)',
      '![picture](<my picture.svg>) <img src="map.png"> `[code](code.md)`',
      '[by name]: by-name.md "a title"',
      '```',
      '[in a block](block.md)',
      '```',
    ].join('\n'),
    'b.md': '## Two `words`, more\n',
  }
  expect(brokenLinks('docs/a.md', path => files[path])).toEqual([
    'gone.md',
    '#the-end',
    '../b.md#three',
    'my picture.svg',
    'map.png',
    'by-name.md',
  ])
})

/** The targets of relative links that are not there: no such file or folder, or no such heading in it. */
function brokenLinks(page: string, readPage: (path: string) => string | undefined): string[] {
  return linksOf(readPage(page) ?? '').filter(link => {
    const [path = '', heading] = decodeURI(link).split('#')
    const target = readPage(path === '' ? page : join(dirname(page), path))
    return target === undefined || (heading && !headingsOf(target).includes(heading))
  })
}

/** Targets of inline links, pictures, link definitions and HTML, but for those with a scheme such as `https:`. */
function linksOf(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  const found = prose.matchAll(/\]\((?:<([^>]+)>|([^\s)]+))|^\[[^\]]+\]: (\S+)|(?:src|href)="([^"]+)"/gm)
  return [...found].map(groups => groups.slice(1).find(Boolean) ?? '').filter(link => !/^[a-z]+:/.test(link))
}

/** The anchors that GitHub gives to a page's headings. */
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

/** A file's text, '' for a folder, `undefined` for what is not there. */
function read(path: string): string | undefined {
  const file = join(root, path)
  if (!existsSync(file)) return undefined
  return path.endsWith('.md') ? readFileSync(file, 'utf8') : ''
}
