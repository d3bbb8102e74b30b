import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { complaintsOf, NO_BROWSER, type OpenedPage, openPage } from './browser.ts'
import { nextTraceId, shopTrace } from './shop-traces.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What WCAG 2.2 AA asks for, and what is good practice. */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let opened: OpenedPage
let page: Page
const traceId = nextTraceId()
const PATHS: [path: string, ready: string][] = [
  ['/', '.map-node'],
  ['/?as=list', 'table.list'],
  ['/?chosen=shop-front%7CAWS%3A%3AECS%3A%3AFargate%7C', '.details .chart'],
  ['/traces', '.trace-row'],
  ['/traces?filter=nothing', '.filter-bar'],
  [`/t/${traceId}?tab=exceptions&path=1`, '.line'],
  ['/t/nonsense', '.empty'],
  ['/refused', '.badge.is-fault'],
  ['/groups', 'table.list'],
  ['/sampling?service=shop-front', 'tr.is-decisive'],
  ['/nowhere', '.empty'],
]

beforeAll(async () => {
  if (NO_BROWSER) return
  opened = await openPage()
  await opened.send(
    ...shopTrace({ path: '/checkout', status: 500 }, traceId),
    ...shopTrace({ path: '/cart', status: 200 }),
  )
  await fetch(`${opened.url}/api/documents`, { method: 'POST', body: '{"id":"1","name":"no trace"}' })
})
afterAll(() => opened?.close())
beforeEach(({ skip }) => skip(NO_BROWSER !== undefined, NO_BROWSER))
afterEach(async () => {
  if (!page) return
  expect(complaintsOf(page)).toEqual([])
  await page.context().close()
})

describe('every view', () => {
  // Each is loaded once, and looked at in both themes and at both widths.
  test('is accessible, as far as axe can tell, light and dark; and nothing sticks out of a phone', async () => {
    // A script from here is run by the browser's own tools, past the page's policy.
    page = await opened.open('/', { colorScheme: 'light', bypassCSP: true })
    const found: string[] = []
    const look = async (path: string, runOnly: object) => {
      const violations: string[] = await page.evaluate(
        `axe.run({ runOnly: ${JSON.stringify(runOnly)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`,
      )
      found.push(...violations.map(violation => `${path} ${violation}`))
    }
    for (const [path, ready] of PATHS) {
      await page.goto(opened.url + path)
      await page.locator(ready).first().waitFor()
      await page.evaluate(axe)
      await look(path, { type: 'tag', values: AXE_TAGS })
      // What differs between the two is colours.
      await page.emulateMedia({ colorScheme: 'dark' })
      await look(`${path}, dark`, { type: 'rule', values: ['color-contrast'] })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 400, height: 800 })
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(400)
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    expect(found).toEqual([])
  }, 60_000)

  test('is reached by keys, which a sheet tells', async () => {
    page = await opened.open('/')
    await page.locator('.map-node').first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('critical path').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    for (const [key, path] of [
      ['2', '/traces'],
      ['3', '/refused'],
      ['4', '/groups'],
      ['5', '/sampling'],
      ['1', '/'],
    ]) {
      await page.keyboard.press(key!)
      await expect.poll(() => new URL(page.url()).pathname).toBe(path)
    }
  })

  test('is as dark or light as one has chosen, and stays so', async () => {
    page = await opened.open('/refused', { colorScheme: 'light' })
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const light = await ground()
    await page.getByRole('button', { name: 'Theme: as the system' }).click()
    await page.getByRole('button', { name: 'Theme: light' }).click()
    expect(await ground()).not.toBe(light)
    await page.reload()
    expect(await ground()).not.toBe(light)
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor()
  })

  test('shows names and values as text, whatever they are', async () => {
    page = await opened.open('/traces')
    const names = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), 20)
    const evil = [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      "javascript:alert('x')",
      '{{1}}',
      '\u202e&#x3c;',
    ]
    const id = nextTraceId()
    for (const [at, text] of [...evil, ...names].entries()) {
      const [front, ...rest] = shopTrace(
        { path: `/${text}`, status: 500, user: text || 'x' },
        at === 0 ? id : nextTraceId(),
      )
      await opened.send({ ...front!, annotations: { text }, metadata: { [text]: { [text]: text } } }, ...rest)
    }
    let alerts = 0
    page.on('dialog', dialog => {
      alerts++
      void dialog.dismiss()
    })
    for (const path of ['/traces', `/t/${id}?tab=metadata`, '/']) {
      await page.goto(opened.url + path)
      await page.locator('.trace-row, .line, .map-node').first().waitFor()
      await page.waitForTimeout(100)
      expect(await page.locator('img, main script, iframe').count()).toBe(0)
    }
    expect(alerts).toBe(0)
  }, 60_000)

  test('says that the server has gone, and goes on when it is back', async () => {
    const other = await openPage({}, opened.browser)
    const { port } = other.xray
    page = await opened.open('/traces')
    const window = await other.open('/traces')
    await window.getByRole('heading', { name: 'No traces yet' }).waitFor()
    await window.getByText(`AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:${port}`).waitFor()
    await other.xray.close()
    await window.getByText('Start it with npx spanray local').waitFor()
    const again = await openPage({ port }, opened.browser)
    try {
      await again.send(...shopTrace({ path: '/back', status: 200 }))
      await window.locator('.trace-row').first().waitFor()
      await window.getByText('Start it with npx spanray local').waitFor({ state: 'detached' })
    } finally {
      await again.close()
      await other.close()
    }
  }, 60_000)
})

describe('refused documents', () => {
  test('are listed with the reason, as they come', async () => {
    page = await opened.open('/refused')
    await page
      .getByRole('cell', { name: 'MissingTraceId' })
      .or(page.getByText('MissingTraceId'))
      .first()
      .waitFor()
    await fetch(`${opened.url}/api/documents`, {
      method: 'POST',
      body: `{"trace_id":"${traceId}","id":"1111111111111111","name":"x","start_time":1}`,
    })
    await page.getByText('MissingEndTime').first().waitFor()
  })
})

describe('groups', () => {
  test('are made, looked through, changed and deleted', async () => {
    page = await opened.open('/groups')
    await page.getByLabel('Name', { exact: true }).fill('failing')
    await page.getByRole('combobox', { name: 'Filter expression' }).fill('fault')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Create group' }).click()
    await page.getByRole('link', { name: 'Traces: failing' }).click()
    await page.locator('.trace-row').first().waitFor()
    expect(await page.locator('.trace-row .is-ok').count()).toBe(0)
    await page.goBack()
    await page.getByRole('button', { name: 'Edit: failing' }).click()
    await page.getByRole('combobox', { name: 'Filter expression' }).fill('duration > fast')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('form .wrong').filter({ hasText: 'fast' }).first().waitFor()
    await page.getByRole('combobox', { name: 'Filter expression' }).fill('error')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('cell', { name: 'error', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Delete: failing' }).click()
    await page.getByRole('cell', { name: 'failing', exact: true }).waitFor({ state: 'detached' })
  })
})

describe('sampling rules', () => {
  test('are made, tried, changed and deleted', async () => {
    page = await opened.open('/sampling')
    await page.getByLabel('Name', { exact: true }).fill('carts')
    await page.getByLabel('Priority, 1 to 9,999').fill('10')
    const create = page.getByRole('form', { name: 'Create rule' })
    await create.getByLabel('URL path').fill('/cart*')
    await page.getByRole('button', { name: 'Create rule' }).click()
    await page.getByRole('cell', { name: 'URLPath=/cart*' }).waitFor()
    const trial = page.getByRole('form', { name: 'Try a request' })
    await trial.getByLabel('URL path').fill('/cart/7')
    await trial.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('carts decides: the first 1 a second are taken, and 5 % of the rest.').waitFor()
    await page.waitForURL(/path=%2Fcart%2F7/)
    await page.getByRole('button', { name: 'Edit: carts' }).click()
    await page.getByLabel('Fixed rate, 0 to 1').fill('0.5')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('and 50 % of the rest').waitFor()
    await page.getByRole('button', { name: 'Delete: carts' }).click()
    await page.getByText('Default decides:').waitFor()
  })
})
