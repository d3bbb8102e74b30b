import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { complaintsOf, NO_BROWSER, type OpenedPage, openPage } from './browser.ts'
import { nextTraceId, shopTrace } from './shop-traces.ts'

let opened: OpenedPage
let page: Page
const traceId = nextTraceId()

beforeAll(async () => {
  if (NO_BROWSER) return
  opened = await openPage()
  await opened.send(
    ...shopTrace({ path: '/cart', status: 200, seconds: 0.5, ago: 30 }, traceId),
    ...shopTrace({ path: '/search', status: 429, seconds: 0.01, ago: 20, user: 'bob' }),
    ...shopTrace({ path: '/checkout', status: 500, seconds: 2, ago: 10 }),
  )
})
afterAll(() => opened?.close())
beforeEach(({ skip }) => skip(NO_BROWSER !== undefined, NO_BROWSER))
afterEach(async () => {
  if (!page) return
  expect(complaintsOf(page)).toEqual([])
  await page.context().close()
})

const filter = () => page.getByRole('combobox', { name: 'Filter expression' })
const rows = () => page.locator('.trace-row')
const urls = async () =>
  (await rows().getByRole('link').allTextContents()).map(text => text.replace(/.*example/, ''))

describe('the list of traces', () => {
  test('has the newest first, and is sorted by the column that is clicked', async () => {
    page = await opened.open('/traces')
    await rows().first().waitFor()
    expect(await urls()).toEqual(['/checkout', '/search', '/cart'])
    await page.getByRole('button', { name: 'Duration' }).click()
    await page.waitForURL(/sort=-duration/)
    expect(await urls()).toEqual(['/checkout', '/cart', '/search'])
    await page.getByRole('button', { name: 'Duration' }).click()
    await expect.poll(urls).toEqual(['/search', '/cart', '/checkout'])
    await page.goBack()
    await expect.poll(urls).toEqual(['/checkout', '/cart', '/search'])
  })

  test('completes a filter, and finds by it', async () => {
    page = await opened.open('/traces')
    await filter().pressSequentially('annotation[pl')
    await page.getByRole('option', { name: /plan/ }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await filter().inputValue()).toMatch(/^annotation\[plan\]/)
    await filter().fill('annotation[plan] = "free"')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await expect.poll(urls).toEqual(['/search'])
  })

  test('underlines what is wrong, where it is', async () => {
    page = await opened.open('/traces')
    await filter().fill('duration > fast')
    await page.keyboard.press('Home')
    await page.keyboard.press('Escape')
    await page.getByText(/column 12.*expected a number/).waitFor()
    expect(await page.locator('.echo u').textContent()).toBe('fast')
    expect(await filter().getAttribute('aria-invalid')).toBe('true')
  })

  test('is refined by clicks, which are undone by clicks and by the back button', async () => {
    page = await opened.open('/traces')
    await page.getByRole('button', { name: '500 1' }).click()
    await expect.poll(urls).toEqual(['/checkout'])
    expect(await filter().inputValue()).toBe('http.status = 500')
    await page.getByRole('button', { name: 'ann 1' }).click()
    expect(await filter().inputValue()).toBe('http.status = 500 AND user = "ann"')
    await page.goBack()
    await page.goBack()
    await expect.poll(urls).toEqual(['/checkout', '/search', '/cart'])
    await page.getByRole('button', { name: 'Cannot check out 1' }).click()
    await expect.poll(urls).toEqual(['/checkout'])
  })

  test('brushed response times become a condition', async () => {
    page = await opened.open('/traces')
    const histogram = page.getByRole('slider', { name: /^Response times/ })
    await histogram.focus()
    await page.keyboard.press('ArrowRight')
    for (let at = 0; at < 10; at++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(urls).toEqual(['/search'])
    expect(await filter().inputValue()).toMatch(/^responsetime >= [\d.]+ AND responsetime <= [\d.]+$/)
  })

  test('a trace id in either form leads to the trace, from both boxes', async () => {
    page = await opened.open('/traces')
    await filter().fill(traceId.slice(2).replace('-', ''))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/t/${traceId}`)
    await page.getByRole('heading', { name: 'GET http://shop.example/cart' }).waitFor()
    await page.goBack()
    await page.getByRole('textbox', { name: 'Open a trace by its id' }).fill(traceId)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/t/${traceId}`)
  })

  test('arrow keys and Enter open a trace', async () => {
    page = await opened.open('/traces')
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'GET http://shop.example/search' }).waitFor()
  })

  test('follows new traces, pauses, and goes on', async () => {
    page = await opened.open('/traces')
    await rows().first().waitFor()
    await opened.send(...shopTrace({ path: '/new', status: 200, ago: 1, user: 'eve' }))
    await expect.poll(urls, { timeout: 5000 }).toContain('/new')
    await page.getByRole('button', { name: 'Following' }).click()
    await opened.send(...shopTrace({ path: '/newer', status: 200, ago: 0, user: 'eve' }))
    await page.waitForTimeout(1500)
    expect(await urls()).not.toContain('/newer')
    await page.getByRole('button', { name: 'Paused' }).click()
    await expect.poll(urls, { timeout: 5000 }).toContain('/newer')
  })

  test('says what to do when nothing is found', async () => {
    page = await opened.open('/traces?filter=user+%3D+%22nobody%22')
    await page.getByRole('heading', { name: 'No trace matches' }).waitFor()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await rows().first().waitFor()
  })
})
