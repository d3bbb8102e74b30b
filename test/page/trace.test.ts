import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import { complaintsOf, NO_BROWSER, type OpenedPage, openPage } from './browser.ts'
import { longTrace, nextId, nextTraceId, shopTrace } from './shop-traces.ts'

let opened: OpenedPage
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'spanray-page-'))
const ids = { shop: nextTraceId(), failed: nextTraceId(), long: nextTraceId(), running: nextTraceId() }

beforeAll(async () => {
  if (NO_BROWSER) return
  opened = await openPage()
  await opened.send(
    ...shopTrace({ path: '/cart', status: 200 }, ids.shop),
    ...shopTrace({ path: '/checkout', status: 500 }, ids.failed),
    ...longTrace(3000, ids.long),
    {
      trace_id: ids.running,
      id: nextId(),
      name: 'worker',
      start_time: Date.now() / 1000 - 1,
      in_progress: true,
      links: [{ trace_id: ids.shop, id: nextId() }],
    },
    {
      trace_id: ids.running,
      id: nextId(),
      parent_id: nextId(),
      type: 'subsegment',
      name: 'lost',
      start_time: 1.7e9,
      end_time: 1.7e9 + 1,
    },
  )
})
afterAll(async () => {
  await opened?.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(({ skip }) => skip(NO_BROWSER !== undefined, NO_BROWSER))
afterEach(async () => {
  if (!page) return
  expect(complaintsOf(page)).toEqual([])
  await page.context().close()
})

const names = () => page.locator('.line .title').allTextContents()
const line = (name: string) =>
  page.locator('.line', { has: page.locator('.title', { hasText: new RegExp(`^${name}$`) }) }).first()
const details = () => page.getByRole('complementary', { name: 'Details' })

describe('a trace', () => {
  test('has a map and a timeline, a segment below the call of it', async () => {
    page = await opened.open(`/t/${ids.shop}`)
    await page.getByRole('treegrid').waitFor()
    expect(await names()).toEqual(['shop-front', 'shop-stock', 'shop-stock', 'DynamoDB', 'shop@db'])
    await page.getByRole('button', { name: /^shop-front to shop-stock/ }).waitFor()
    await page.getByRole('button', { name: /^stock, .*DynamoDB::Table/ }).waitFor()
  })

  test('shows the details of a row under the tabs of the console', async () => {
    page = await opened.open(`/t/${ids.failed}`)
    await line('shop-front').click()
    await details().getByText('http://shop.example/checkout').waitFor()
    for (const [tab, text] of [
      ['Annotations 2', 'gold'],
      ['Metadata', 'teapot'],
      ['Resources', 'AWS::ECS::Fargate'],
      ['Raw', '"origin": "AWS::ECS::Fargate"'],
      ['Exceptions 2', 'No answer of the bank'],
    ] as const) {
      await details().getByRole('tab', { name: tab }).click()
      await details().getByText(text).first().waitFor()
    }
    await details().getByText('Caused by').waitFor()
    await details().getByText('/app/checkout.js:14').waitFor()
    await line('shop@db').click()
    await details().getByRole('tab', { name: 'SQL' }).click()
    await details().getByText('SELECT price FROM products').waitFor()
  })

  test('every state is in the URL, and the back button goes through them', async () => {
    page = await opened.open(`/t/${ids.shop}`)
    await line('DynamoDB').click()
    await line('shop@db').click()
    await details().getByRole('tab', { name: 'SQL' }).click()
    await page.getByRole('button', { name: 'Critical path' }).click()
    await page.waitForURL(/path=1/)
    await page.reload()
    await details().getByText('SELECT price FROM products').waitFor()
    expect(await page.getByRole('button', { name: 'Critical path' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    expect(await page.locator('.on-path').count()).toBeGreaterThan(3)
    await page.goBack()
    await details().getByRole('heading', { name: 'DynamoDB' }).waitFor()
  })

  test('is gone through by keys: down, closed, opened, zoomed', async () => {
    page = await opened.open(`/t/${ids.shop}`)
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await details().getByRole('heading', { name: 'shop-stock' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(names).toEqual(['shop-front', 'shop-stock', 'shop@db'])
    await page.keyboard.press('ArrowRight')
    await expect.poll(names).toHaveLength(5)
    const tick = () => page.locator('.ticks span').nth(1).textContent()
    const before = await tick()
    await page.keyboard.press('+')
    await expect.poll(tick).not.toBe(before)
    await page.waitForURL(/zoom=/)
    await page.keyboard.press('0')
    await expect.poll(tick).toBe(before)
  })

  test('closes level by level', async () => {
    page = await opened.open(`/t/${ids.shop}`)
    await page.getByRole('button', { name: 'Fewer levels' }).click()
    await expect.poll(names).toEqual(['shop-front', 'shop-stock', 'shop-stock', 'shop@db'])
    await page.getByRole('button', { name: 'More levels' }).click()
    await expect.poll(names).toHaveLength(5)
  })

  test('finds values, goes from match to match, and shows only these', async () => {
    page = await opened.open(`/t/${ids.shop}`)
    await page.getByRole('treegrid').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('eu-central')
    await page.getByText('0 of 2').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('1 of 2').waitFor()
    await page.keyboard.press('Enter')
    await details().getByRole('heading', { name: 'DynamoDB' }).waitFor()
    await page.getByRole('button', { name: 'Only matches' }).click()
    await expect.poll(names).toEqual(['shop-front', 'shop-stock', 'shop-stock', 'DynamoDB'])
  })

  test('draws a few of thousands of rows, folds equal ones, and opens the fold', async () => {
    page = await opened.open(`/t/${ids.long}`)
    await page.locator('.fold', { hasText: '×6' }).first().waitFor()
    const whole = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'))
    expect(whole).toBeLessThan(900)
    expect(await page.locator('.line').count()).toBeLessThan(80)
    await page
      .locator('.line', { has: page.locator('.fold') })
      .first()
      .click()
    await expect
      .poll(async () => Number(await page.getByRole('treegrid').getAttribute('aria-rowcount')))
      .toBe(whole + 5)
    await page.getByRole('treegrid').focus()
    await page.keyboard.press('End')
    await line('step 2999|query').waitFor()
  })

  test('the minimap chooses what the timeline shows', async () => {
    page = await opened.open(`/t/${ids.shop}`)
    const minimap = (await page.locator('.minimap').boundingBox())!
    await page.mouse.move(minimap.x + minimap.width / 2, minimap.y + 10)
    await page.mouse.down()
    await page.mouse.move(minimap.x + minimap.width * 0.9, minimap.y + 10)
    await page.mouse.up()
    await page.waitForURL(/zoom=0\.0[34]\d*(%7E|~)/)
    await page.getByRole('button', { name: 'Whole trace' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('zoom')).toBeNull()
  })

  test('says what is in progress, what has lost its parent, and what it is linked to', async () => {
    page = await opened.open(`/t/${ids.running}`)
    await page.locator('.trace-head').getByText('Partial').waitFor()
    await line('worker').getByText('In progress').waitFor({ state: 'attached' })
    await line('lost').getByText('Partial').waitFor()
    await page.locator('.trace-head').getByRole('link', { name: ids.shop }).waitFor()
    await page.locator('.line').getByRole('link', { name: 'linked' }).click()
    await page.waitForURL(`**/t/${ids.shop}*`)
  })

  test('that is not there says so, and is shown as soon as it comes', async () => {
    const traceId = nextTraceId()
    page = await opened.open(`/t/${traceId}`)
    await page.getByRole('heading', { name: 'This trace is not here' }).waitFor()
    await opened.send(...shopTrace({ path: '/late', status: 200 }, traceId))
    await page.getByRole('heading', { name: 'GET http://shop.example/late' }).waitFor()
  })

  test('tells its size against the limits of X-Ray', async () => {
    page = await opened.open(`/t/${ids.long}`)
    await page
      .getByText(/kB of 500 kB/)
      .first()
      .waitFor()
    await page.getByText('Over 100,000 bytes X-Ray may refuse what comes late').waitFor()
  })
})

describe('a trace that is shared', () => {
  const save = async (name: string) => {
    await page.getByRole('button', { name: 'Share' }).click()
    const [download] = (await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ])) as [Download, unknown]
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }

  test('as one HTML file opens without a server, and asks nobody', async () => {
    page = await opened.open(`/t/${ids.failed}`)
    const path = await save('One HTML file')
    await page.context().close()
    page = await opened.open('/traces')
    await page.route('**', route =>
      route.request().url().startsWith('file:') ? route.continue() : route.abort(),
    )
    await page.goto(`file://${path}`)
    await page.getByRole('heading', { name: 'GET http://shop.example/checkout' }).waitFor()
    expect(await names()).toHaveLength(5)
    await page.getByRole('button', { name: /^stock, .*DynamoDB::Table/ }).waitFor()
    await line('shop-front').click()
    await details().getByRole('tab', { name: 'Exceptions 2' }).click()
    await details().getByText('No answer of the bank').waitFor()
  })

  test('by spanray trace --html is the same file', async () => {
    const path = join(folder, 'by-command.html')
    const endpoint = ['--endpoint', opened.url]
    const args = ['trace', ids.failed, '--html', path, ...endpoint]
    const { code, stderr } = await runNode([join(projectRoot, 'dist/cli.js'), ...args])
    expect({ code, stderr }).toEqual({ code: 0, stderr: `The trace is in ${path}\n` })
    page = await opened.open('/traces')
    await page.goto(`file://${path}`)
    await page.getByRole('heading', { name: 'GET http://shop.example/checkout' }).waitFor()
    expect(await names()).toHaveLength(5)
  })

  test('as documents or OTLP/JSON is dropped onto a page, and opens there', async () => {
    page = await opened.open(`/t/${ids.shop}`)
    const files = [await save('Segment documents'), await save('OTLP/JSON'), await save('One HTML file')]
    for (const file of files) {
      const other = await openPage({}, opened.browser)
      try {
        const window = await other.open('/traces')
        await dropOnto(window, file)
        await window.waitForURL(`**/t/${ids.shop}`)
        await window.locator('.line .title', { hasText: 'DynamoDB' }).waitFor()
      } finally {
        await other.close()
      }
    }
  })

  test('a file that holds no trace is refused with the reason', async () => {
    page = await opened.open('/traces')
    const path = join(folder, 'notes.txt')
    writeFileSync(path, 'hello')
    await dropOnto(page, path)
    await page.getByText('notes.txt: That file holds no trace').waitFor()
    await page.evaluate(`Blob.prototype.text = () => Promise.reject(new Error('It is a folder'))`)
    await dropOnto(page, path)
    await page.getByText('notes.txt: Error: It is a folder').waitFor()
  })
})

async function dropOnto(window: Page, path: string): Promise<void> {
  await window.locator('main').waitFor()
  const file = JSON.stringify([path.split('/').at(-1), readFileSync(path, 'utf8')])
  // As text: it runs in the browser, where there is what there is not here.
  const transfer = await window.evaluateHandle(`(() => {
    const [name, text] = ${file}
    const data = new DataTransfer()
    data.items.add(new File([text], name))
    return data
  })()`)
  await window.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await window.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}
