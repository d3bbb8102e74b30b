import { beforeEach, describe, expect, test, vi } from 'vitest'
import { hasAdotExporter, sendByAdotExporter } from '../fixtures/adot-udp-exporter.ts'
import { openReceiver } from './sockets.ts'

describe("the UDP exporter of AWS's distribution of OpenTelemetry", () => {
  beforeEach(({ skip }) => skip(!hasAdotExporter, "AWS's UDP exporter is not installed"))

  test('sends spans that are taken', async () => {
    const opened = await openReceiver()
    expect(await sendByAdotExporter(opened.receiver.port)).toMatchObject({ code: 0, stderr: '' })
    await vi.waitFor(() => expect(opened.spans.length).toBe(1))
    expect(opened.spans[0]).toMatchObject({
      name: 'GET /cart',
      kind: 1,
      attributes: { 'http.response.status_code': 200 },
    })
    expect([opened.refusals, opened.spanRefusals, opened.documents]).toEqual([[], [], []])
    await opened.receiver.close()
  })
})
