import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { complaintsOf, NO_BROWSER, type OpenedPage, openPage } from './browser.ts'
import { fleetTrace } from './fleet-trace.ts'
import { shopTrace } from './shop-traces.ts'

let opened: OpenedPage
let page: Page

beforeAll(async () => {
  if (NO_BROWSER) return
  opened = await openPage()
  for (let at = 0; at < 8; at++)
    await opened.send(...shopTrace({ path: '/cart', status: at < 6 ? 200 : 500, seconds: 0.02 + at / 10 }))
})
afterAll(() => opened?.close())
beforeEach(({ skip }) => skip(NO_BROWSER !== undefined, NO_BROWSER))
afterEach(async () => {
  if (!page) return
  expect(complaintsOf(page)).toEqual([])
  await page.context().close()
})

const node = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}(,|$)`) })

describe('the trace map', () => {
  test('shows who calls whom, how long it takes, and how often', async () => {
    page = await opened.open('/')
    await node('shop-front').waitFor()
    const label = await node('shop-front').getAttribute('aria-label')
    expect(label).toMatch(/, \d+ ms, .* t\/min, ECS::Fargate, 2 Fault/)
    for (const name of ['Clients of shop-front', 'shop-stock', 'stock', 'shop@db']) await node(name).waitFor()
    await page.getByRole('button', { name: /^shop-front to shop-stock, \d+/ }).waitFor()
    expect(await page.locator('.map-node .arc.fault').count()).toBe(1)
  })

  test('a click opens a panel, and brushed times lead to their traces', async () => {
    page = await opened.open('/')
    await node('shop-front').click()
    await page.getByRole('complementary').getByText('25 %').waitFor()
    await page.getByRole('heading', { name: 'Over time' }).waitFor()
    const histogram = page.getByRole('slider', { name: /^Response times/ })
    const box = (await histogram.boundingBox())!
    await page.mouse.move(box.x + 2, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2, box.y + 20)
    await page.mouse.up()
    await page.waitForURL(/\/traces\?filter=/)
    expect(new URL(page.url()).searchParams.get('filter')).toMatch(
      /^service\(id\(name: "shop-front", type: "AWS::ECS::Fargate"\)\) \{ responsetime >= [\d.]+ AND responsetime <= [\d.]+ \}$/,
    )
    await page.locator('.trace-row').first().waitFor()
    const found = await page.locator('.trace-row').count()
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(8)
    await page.goBack()
    await page.getByRole('complementary').waitFor()
  })

  test('is moved with the main button, as long as the pointer is its own', async () => {
    page = await opened.open('/')
    await node('shop-front').waitFor()
    const box = (await page.locator('.map-box').boundingBox())!
    const drag = async (button: 'left' | 'right', cancelled = false) => {
      await page.mouse.move(box.x + 20, box.y + box.height - 20)
      await page.mouse.down({ button })
      if (cancelled) await page.locator('.map-box').dispatchEvent('pointercancel')
      await page.mouse.move(box.x + 120, box.y + box.height - 60)
      await page.mouse.up({ button })
    }
    const shapeOf = () => page.locator('.map-box svg > g').getAttribute('style')
    const before = await shapeOf()
    await drag('right')
    await drag('left', true)
    expect(await shapeOf()).toBe(before)
    await drag('left')
    await expect.poll(shapeOf).not.toBe(before)
  })

  test('is used with keys alone, and keeps its state in the URL', async () => {
    page = await opened.open('/')
    await node('shop-stock').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').getByRole('heading', { name: 'shop-stock' }).waitFor()
    await page.keyboard.press('+')
    await page.waitForURL(/view=/)
    await page.reload()
    await page.getByRole('complementary').getByRole('heading', { name: 'shop-stock' }).waitFor()
    await page.getByLabel('Size by').selectOption('traffic')
    await page.getByRole('button', { name: 'As a list' }).click()
    await page.getByRole('cell', { name: 'shop-front' }).waitFor()
    await page.waitForURL(/size=traffic.*as=list|as=list.*size=traffic/)
  })

  test('takes up new traces, and nothing jumps', async () => {
    page = await opened.open('/')
    await node('shop-front').waitFor()
    const placeOf = () => node('shop-front').evaluate(element => element.getAttribute('style'))
    const before = await placeOf()
    const rate = (await node('shop-front').getAttribute('aria-label'))!
    await opened.send(...shopTrace({ path: '/cart', status: 200, ago: 0 }))
    await expect.poll(() => node('shop-front').getAttribute('aria-label'), { timeout: 8000 }).not.toBe(rate)
    expect(await placeOf()).toBe(before)
  })
})

describe('the map of a fleet of 200', () => {
  let fleet: OpenedPage
  beforeAll(async () => {
    if (NO_BROWSER) return
    fleet = await openPage({}, opened.browser)
    await fleet.send(...fleetTrace(200))
  })
  afterAll(() => fleet?.close())

  test('is read as a whole: no name stands on another, and most have room', async () => {
    page = await fleet.open('/')
    await page.locator('.map-node').nth(199).waitFor()
    const names = page.locator('.map-node .title:visible')
    const boxes = await names.evaluateAll(titles =>
      titles
        .map(title => title.getBoundingClientRect())
        .map(({ left, right, top, bottom }) => ({ left, right, top, bottom })),
    )
    expect(boxes.length).toBeGreaterThan(100)
    const overlaps = boxes.flatMap((a, at) =>
      boxes
        .slice(at + 1)
        .filter(
          b => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3,
        ),
    )
    expect(overlaps).toEqual([])
    const { width, height } = page.viewportSize()!
    expect(
      boxes.filter(({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height),
    ).toEqual([])
  })

  test('finds a node by name, opens it by Enter, and shows whom it is joined to', async () => {
    page = await fleet.open('/?view=9000~9000~2')
    await page.locator('.map-node').nth(199).waitFor({ state: 'attached' })
    await page.keyboard.press('/')
    await page.keyboard.type('cart-bff')
    await page.getByText('1 node', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').getByRole('heading', { name: 'cart-bff' }).waitFor()
    // Wherever one was, it is seen now.
    await expect.poll(async () => (await node('cart-bff').boundingBox())?.x ?? -1).toBeGreaterThan(0)
    await page.getByRole('searchbox', { name: 'Find a node' }).fill('')
    const lit = page.locator('.map-node:not(.is-dim)')
    await expect.poll(() => lit.count()).toBeLessThan(20)
    expect(await lit.locator('.title').allTextContents()).toContain('cart-gateway')
  })
})
