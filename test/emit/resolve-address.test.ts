import { expect, test } from 'vitest'
import { HostAddress } from '../../src/emit/resolve-address.ts'

const found = (...addresses: string[]) => addresses.map(address => ({ address, family: 4 }))

test('an address is known at once, and never looked up', () => {
  expect(new HostAddress('10.0.0.1').current).toEqual({ address: '10.0.0.1', family: 4 })
  expect(new HostAddress('::1').current).toEqual({ address: '::1', family: 6 })
  expect(new HostAddress('::1').isStale(1e12)).toBe(false)
})

test('a name is looked up when a minute has passed, and keeps its address as long as it has it', async () => {
  const answers = [found('10.0.0.1', '10.0.0.2'), found('10.0.0.2', '10.0.0.1'), found('10.0.0.3')]
  const host = new HostAddress('daemon', async () => answers.shift()!)
  expect([host.current, host.isStale(1e12)]).toEqual([undefined, true])
  expect(await host.resolve(1e12)).toBe(true)
  expect(host.current?.address).toBe('10.0.0.1')
  expect([host.isStale(1e12 + 59_999), host.isStale(1e12 + 60_000)]).toEqual([false, true])
  expect(await host.resolve(1e12 + 60_000)).toBe(false)
  expect(host.current?.address).toBe('10.0.0.1')
  expect(await host.resolve(1e12 + 120_000)).toBe(true)
  expect(host.current?.address).toBe('10.0.0.3')
})

test('after a failure the next address is used, and the name looked up again', async () => {
  const host = new HostAddress('daemon', async () => found('10.0.0.1', '10.0.0.2'))
  await host.resolve(1e12)
  host.fail()
  expect(host.current?.address).toBe('10.0.0.2')
  expect(host.isStale(1e12)).toBe(true)
  expect(await host.resolve(1e12)).toBe(false)
  expect(host.current?.address).toBe('10.0.0.2')
})

test('a name that is not known any more keeps its address', async () => {
  const answers = [() => found('10.0.0.1')]
  const host = new HostAddress('daemon', async () => {
    const answer = answers.shift()
    if (!answer) throw new Error('ENOTFOUND')
    return answer()
  })
  await host.resolve(1e12)
  await expect(host.resolve(1e12 + 60_000)).rejects.toThrow('ENOTFOUND')
  expect(host.current?.address).toBe('10.0.0.1')
  expect(host.isStale(1e12 + 60_001)).toBe(false)
})
