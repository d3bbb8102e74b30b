// npm run bench:browser: how the page of `spanray local` does in Chromium, with software rendering.
// --minutes N: follows a live tail for N minutes instead of one; --rounds N: in place of 15. Writes its section of docs/benchmarks.md.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { freePort } from '../examples/free-port.mjs'
import { longTrace, nextTraceId, serviceGraph, shortTrace } from './browser/documents.mjs'
import { markdownTable, writeSection } from './page.mjs'
import { median } from './rounds.mjs'

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, rounds: { type: 'string', default: '15' } },
})
const ROUNDS = Number(options.rounds)
const ROWS = 50_000
const TRACES_PER_MINUTE = 1000
const MAP_NODES = 60
const SCROLL_FRAMES = 120
const SCROLL_PIXELS = 900

const root = fileURLToPath(new URL('..', import.meta.url))
const port = await freePort()
const local = spawn(
  process.execPath,
  [`${root}dist/cli.js`, 'local', '--port', String(port), '--no-timeline'],
  {
    stdio: ['ignore', 'ignore', 2],
  },
)
process.on('exit', () => local.kill())
const xray = `http://127.0.0.1:${port}`
while (!(await fetch(`${xray}/api/status`).catch(() => undefined))) await sleep(50)

const traceId = nextTraceId()
await importDocuments(longTrace(traceId, ROWS))
for (let at = 0; at < 300; at++) await importDocuments(shortTrace(at))

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const load = await told('first load', firstLoad)
const open = await told('a long trace opens', openTimes)
const frames = await told('it scrolls', scrollFrames)
const layout = await told('a map is laid out', layoutTimes)
const tail = await told('the live tail', () => liveTail(Number(options.minutes)))
await browser.close()

const millis = value => `${value.toFixed(value < 10 ? 1 : 0)} ms`
const rows = [
  ['', 'median', 'best', 'worst', 'bar'],
  ['first load of the map, gzipped', `${(load.bytes / 1000).toFixed(1)} kB`, '', '', '90 kB'],
  ['first contentful paint', ...spread(load.paints), '300 ms'],
  [`a trace of ${ROWS.toLocaleString('en-US')} segments opens, from data in hand`, ...spread(open), '400 ms'],
  ['a frame while it scrolls, 95th percentile', ...spread(frames), '40 ms'],
  [`a map of ${MAP_NODES} nodes is laid out`, ...spread(layout), '60 ms'],
  [
    `share of a core at ${TRACES_PER_MINUTE.toLocaleString('en-US')} new traces a minute`,
    `${(tail.share * 100).toFixed(1)} %`,
    '',
    '',
    '20 %',
  ],
  [
    `JavaScript heap after ${options.minutes} min of it, against its first quarter`,
    `${tail.growth.toFixed(2)} ×`,
    '',
    '',
    'flat',
  ],
]
console.log(markdownTable(rows))
writeSection(
  'The page',
  `${ROUNDS} rounds each in Debian's Chromium, headless, without a GPU: every pixel is drawn by the processor. Loaded over
loopback. \`npm run bench:browser\`; with \`-- --minutes 10\` the live tail is followed for longer.

${markdownTable(rows)}`,
)
local.kill()

/** What is measured now, and for how long it was. */
async function told(title, measure) {
  const start = Date.now()
  const result = await measure()
  process.stderr.write(`${title}: measured in ${Math.round((Date.now() - start) / 1000)} s\n`)
  return result
}

function spread(values) {
  return [median(values), Math.min(...values), Math.max(...values)].map(millis)
}

/** What a browser fetches for its first view, and when it paints. */
async function firstLoad() {
  const paints = []
  let bytes = 0
  for (let round = 0; round < ROUNDS; round++) {
    const page = await newPage()
    const fetched = []
    page.on('response', response => fetched.push(response))
    await page.goto(xray)
    await page.locator('.map-node').first().waitFor()
    paints.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime),
    )
    const files = fetched.filter(each => /\.(js|css|svg|html)$|\/$/.test(new URL(each.url()).pathname))
    const bodies = await Promise.all(files.map(each => each.body()))
    bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
    await page.context().close()
  }
  return { paints, bytes }
}

/** From the last byte of the trace to the frame that shows it. */
async function openTimes() {
  const times = []
  for (let round = 0; round < ROUNDS; round++) {
    const page = await newPage()
    await page.addInitScript(() => {
      const look = () => {
        if (document.querySelector('.line'))
          requestAnimationFrame(() => setTimeout(() => (window.shownAt = performance.now())))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
    await page.goto(`${xray}/t/${traceId}?map=0`)
    await page.waitForFunction(() => window.shownAt)
    times.push(
      await page.evaluate(() => {
        const traces = performance
          .getEntriesByType('resource')
          .find(({ name }) => name.includes('/api/trace?'))
        return window.shownAt - traces.responseEnd
      }),
    )
    await page.context().close()
  }
  return times
}

/** The 95th percentile of frames, scrolling through all rows as fast as a wheel turns. */
async function scrollFrames() {
  const page = await newPage()
  await page.goto(`${xray}/t/${traceId}?map=0`)
  await page.locator('.line').first().waitFor()
  const percentiles = []
  for (let round = 0; round < ROUNDS; round++) {
    percentiles.push(
      await page.evaluate(
        ([frames, pixels]) =>
          new Promise(resolve => {
            const timeline = document.querySelector('.timeline')
            timeline.scrollTop = 0
            const times = []
            let last
            const step = now => {
              if (last !== undefined) times.push(now - last)
              last = now
              timeline.scrollTop += pixels
              if (times.length < frames) requestAnimationFrame(step)
              else resolve(times.sort((a, b) => a - b)[Math.floor(frames * 0.95)])
            }
            requestAnimationFrame(step)
          }),
        [SCROLL_FRAMES, SCROLL_PIXELS],
      ),
    )
  }
  await page.context().close()
  return percentiles
}

async function layoutTimes() {
  const page = await newPage()
  await page.goto(xray)
  await page.locator('.map-node').first().waitFor()
  const file = readdirSync(`${root}dist/page/assets`).find(name => /^map-layout.*\.js$/.test(name))
  const times = await page.evaluate(
    async ([path, map, rounds]) => {
      const { mapLayout } = await import(path)
      return Array.from({ length: rounds }, () => {
        const start = performance.now()
        mapLayout(map)
        return performance.now() - start
      })
    },
    [`/assets/${file}`, serviceGraph(MAP_NODES), ROUNDS],
  )
  await page.context().close()
  return times
}

/** The page's share of a core, and how its heap grows, while traces come in. */
async function liveTail(minutes) {
  const page = await newPage()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  await page.goto(`${xray}/traces`)
  await page.locator('.trace-row').first().waitFor()
  const heaps = []
  const metric = async name =>
    (await devtools.send('Performance.getMetrics')).metrics.find(each => each.name === name).value
  const takeHeap = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    heaps.push(await metric('JSHeapUsedSize'))
  }
  const start = performance.now()
  const busyBefore = await metric('TaskDuration')
  const count = Math.round(minutes * TRACES_PER_MINUTE)
  for (let at = 0; at < count; at++) {
    await importDocuments(shortTrace(at))
    const wait = start + ((at + 1) / count) * minutes * 60_000 - performance.now()
    if (wait > 0) await sleep(wait)
    if (at % Math.ceil(count / 20) === 0) await takeHeap()
  }
  const share = ((await metric('TaskDuration')) - busyBefore) / ((performance.now() - start) / 1000)
  await page.context().close()
  const quarter = Math.floor(heaps.length / 4)
  return { share, growth: median(heaps.slice(-quarter)) / median(heaps.slice(0, quarter)) }
}

async function newPage() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  return await context.newPage()
}

async function importDocuments(documents) {
  const body = documents.map(each => JSON.stringify(each)).join('\n')
  const response = await fetch(`${xray}/api/documents`, { method: 'POST', body })
  const { refused } = await response.json()
  if (refused > 0) throw new Error(`${refused} documents were refused`)
}
