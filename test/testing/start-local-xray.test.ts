import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startLocalXRay, type TestXRay } from '../../src/testing/index.ts'
import { inProgress, segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'

let xray: TestXRay
let other: TestXRay

beforeAll(async () => {
  ;[xray, other] = await Promise.all([startLocalXRay(), startLocalXRay()])
})
afterAll(async () => {
  await Promise.all([xray.close(), other.close()])
})

const send = (to: TestXRay, ...documents: object[]) => {
  const [host, port] = to.env.AWS_XRAY_DAEMON_ADDRESS!.split(':')
  return sendDatagrams(host!, Number(port), ...documents.map(document => HEADER + JSON.stringify(document)))
}

describe('startLocalXRay()', () => {
  test('gives a trace when it is complete, and not before', async () => {
    const waiting = xray.waitForTrace('service("shop")')
    await send(xray, inProgress(segment('shop')))
    await new Promise(resolve => setTimeout(resolve, 150))
    const call = subsegment('pay', { namespace: 'remote' })
    await send(xray, segment('shop', { user: 'ann', subsegments: [call] }))
    const trace = await waiting
    expect(trace).toMatchObject({ id: TRACE_ID, summary: { IsPartial: false }, calls: [['shop', 'pay']] })
    expect(trace.find('pay')).toMatchObject({ namespace: 'remote' })
    expect(trace.segments.map(({ name }) => name)).toEqual(['shop', 'pay'])
    expect(await xray.traces()).toHaveLength(1)
    expect(await xray.traces('user = "bob"')).toEqual([])
  })

  test('keeps to itself what others get', async () => {
    expect(await other.traces()).toEqual([])
  })

  test('says what came instead', async () => {
    const { end_time: _, ...endless } = segment('late')
    await send(xray, endless)
    const inVain = xray.waitForTrace('fault', { timeoutMillis: 200 })
    await expect(inVain).rejects.toThrow(
      /^No complete trace that fault finds came to http:\/\/127\.0\.0\.1:\d+ within 200 ms\nThese came:\n {2}1-581cf771-\w+ shop/,
    )
    await expect(inVain).rejects.toThrow('refused (MissingEndTime)')
    expect(xray.refused()).toMatchObject([{ code: 'MissingEndTime' }])
    await expect(other.waitForTrace(undefined, { timeoutMillis: 50 })).rejects.toThrow('None came at all')
  })

  test('says at once that a filter cannot be read', async () => {
    await expect(xray.waitForTrace('duration > fast')).rejects.toThrow('column 12')
  })
})
