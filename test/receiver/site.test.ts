import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReceiver } from './sockets.ts'

const start = { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html>'), isImmutable: false }
const script = { type: 'text/javascript; charset=utf-8', body: Buffer.from('let a'), isImmutable: true }
const HTML = { accept: 'text/html,*/*;q=0.8' }

let opened: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  opened = await openReceiver({
    operations: { '/Traces': () => ({ Traces: [] }) },
    pages: { '/': () => ({ name: 'test' }), '/counts': () => ({ count: 1 }) },
    site: { start, files: new Map([['/assets/main.js', script]]) },
  })
})
afterAll(() => opened.receiver.close())

const get = (path: string, init: RequestInit = {}) => fetch(opened.url + path, init)

describe('a site beside the API', () => {
  test.each(['/', '/t/1-581cf771-a006649127e371903a2de979', '/traces?filter=fault'])(
    'shows the page at %s to a browser',
    async path => {
      const response = await get(path, { headers: HTML })
      expect(await response.text()).toBe('<!doctype html>')
      expect(response.headers.get('content-type')).toBe(start.type)
      expect(response.headers.get('cache-control')).toBe('no-cache')
    },
  )

  test('runs no script and no style but its own, and calls nobody else', async () => {
    const { headers } = await get('/', { headers: HTML })
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toContain('unsafe')
  })

  test('gives out its files, which a browser may keep', async () => {
    const response = await get('/assets/main.js')
    expect(await response.text()).toBe('let a')
    expect(response.headers.get('content-type')).toBe(script.type)
    expect(response.headers.get('cache-control')).toContain('immutable')
  })

  test('answers HEAD with the length and no body', async () => {
    const response = await get('/assets/main.js', { method: 'HEAD' })
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['5', ''])
  })

  test('leaves to programs what is theirs', async () => {
    expect(await (await get('/')).json()).toEqual({ name: 'test' })
    expect(await (await get('/counts', { headers: HTML })).json()).toEqual({ count: 1 })
    expect(await (await get('/Traces', { method: 'POST', body: '{}', headers: HTML })).json()).toEqual({
      Traces: [],
    })
    expect((await get('/nowhere')).status).toBe(404)
  })

  test('is shown to no page of another site', async () => {
    expect((await get('/', { headers: { ...HTML, origin: 'http://evil.example' } })).status).toBe(403)
  })
})
