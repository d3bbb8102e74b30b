// npm run pictures: the example shop, a few requests, and its page as docs/pictures/ has it.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { freePort } from '../examples/free-port.mjs'
import { startShop } from '../examples/shop-processes.mjs'

const require = createRequire(import.meta.url)
const { requests } = require('../examples/shop/requests.cjs')
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}docs/pictures`

const ROUNDS = 4
const VIEWPORT = { width: 1100, height: 600 }

const port = await freePort(2000)
const local = spawn(
  process.execPath,
  [`${root}dist/cli.js`, 'local', '--port', String(port), '--no-timeline'],
  {
    stdio: ['ignore', 'ignore', 2],
  },
)
const xray = `http://127.0.0.1:${port}`
try {
  await until(() => fetch(`${xray}/api/status`))
  const shop = await startShop(`127.0.0.1:${port}`)
  for (let round = 0; round < ROUNDS; round++) for (const request of requests) await send(shop.url, request)
  await shop.stop()
  await sleep(1000)
  await takePictures()
} finally {
  local.kill()
}

async function takePictures() {
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const { TraceSummaries } = await ask('/TraceSummaries', {
    StartTime: Date.now() / 1000 - 600,
    EndTime: Date.now() / 1000 + 1,
  })
  const idOf = end => TraceSummaries.find(({ Http }) => Http.HttpURL?.endsWith(end)).Id
  const pictures = [
    ['map', 'light', '/?range=5m', '.map-node'],
    ['traces', 'light', '/traces?range=5m', '.trace-row'],
    ['trace', 'light', `/t/${idOf('/products/teapot')}?path=1`, '.map-node'],
    ['exception', 'dark', `/t/${idOf('/checkout')}?tab=exceptions`, '.map-node'],
  ]
  for (const [name, colorScheme, path, ready] of pictures) {
    const context = await browser.newContext({ viewport: VIEWPORT, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto(xray + path)
    await page.locator(ready).first().waitFor()
    await page.getByText('Live').waitFor()
    await page.screenshot({ path: `${folder}/${name}.png` })
    await context.close()
    process.stderr.write(`docs/pictures/${name}.png\n`)
  }
  await browser.close()
}

async function send(url, { method, path, body }) {
  const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(url + path, { method, ...json })
  await response.arrayBuffer()
}

async function ask(path, body) {
  const response = await fetch(xray + path, { method: 'POST', body: JSON.stringify(body) })
  return await response.json()
}

async function until(attempt, timeoutMillis = 10_000) {
  const end = Date.now() + timeoutMillis
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() >= end) throw error
      await sleep(50)
    }
  }
}
