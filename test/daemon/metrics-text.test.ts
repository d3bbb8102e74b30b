import { expect, test } from 'vitest'
import { metricsText } from '../../src/daemon/metrics-text.ts'
import { Accounts } from '../../src/emit/index.ts'

test('is what Prometheus reads', () => {
  const accounts = new Accounts()
  accounts.open(12)
  accounts.settle(7, { kind: 'sent' })
  accounts.settle(2, { kind: 'dropped', reason: 'queue_full' })
  accounts.settle(1, { kind: 'unprocessed', reason: 'a "code"\n' })
  const text = metricsText({
    documents: accounts.snapshot(),
    spans: new Accounts().snapshot(),
    kernelDrops: 3,
    receiveBufferBytes: 212_992,
    queueBytes: 850,
    spoolBytes: 0,
    trouble: 'timeout',
  })
  const lines = text.trimEnd().split('\n')
  expect(
    lines.filter(line => !/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="([^"\\\n]|\\.)*"\})? [\d.]+)$/.test(line)),
  ).toEqual([])
  expect(lines).toContain('spanray_daemon_documents_received_total 12')
  expect(lines).toContain('spanray_daemon_documents_dropped_total{reason="queue_full"} 2')
  expect(lines).toContain('spanray_daemon_documents_unprocessed_total{code="a \\"code\\"\\n"} 1')
  expect(lines).toContain('spanray_daemon_documents_waiting 2')
  expect(lines).toContain('spanray_daemon_delivering 0')
  expect(lines).toContain('spanray_daemon_kernel_dropped_datagrams_total 3')
})
