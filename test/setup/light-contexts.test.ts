import { EventEmitter, once } from 'node:events'
import { Readable } from 'node:stream'
import { createContextKey, ROOT_CONTEXT } from '@opentelemetry/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LightContexts } from '../../src/setup/light-contexts.ts'

const NAME = createContextKey('name')
const named = (name: string) => ROOT_CONTEXT.setValue(NAME, name)
const manager = new LightContexts()
const nameNow = () => manager.active().getValue(NAME)

type Emitter = EventEmitter<Record<string, unknown[]>>
const ADDING = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'] as const

describe('LightContexts', () => {
  test.each(ADDING)('has listeners run in the context of their emitter: %s', method => {
    const emitter = manager.bind(named('bound'), new EventEmitter() as Emitter)
    const heard: unknown[] = []
    emitter[method]('event', function (this: unknown, ...args) {
      heard.push(nameNow(), this === emitter, ...args)
    })
    manager.with(named('emitting'), () => emitter.emit('event', 1, 2))
    expect(heard).toEqual(['bound', true, 1, 2])
    expect(nameNow()).toBeUndefined()
  })

  test('leaves an emitter as it is otherwise', () => {
    const event = fc.constantFrom('a', 'b')
    const listener = fc.nat(2)
    const step = fc.oneof(
      fc.tuple(fc.constantFrom(...ADDING, 'off', 'removeListener'), event, listener),
      fc.tuple(fc.constantFrom('emit', 'emit', 'removeAllListeners'), event, listener),
    )
    const run = (emitter: Emitter, steps: [string, string, number][]) => {
      const seen: unknown[] = []
      const listeners = [0, 1, 2].map(number => (...args: unknown[]) => {
        seen.push([number, ...args])
        // Once more from within: what was to run once has run.
        if (number === 2 && args[0] !== 'again') emitter.emit('a', 'again')
      })
      emitter.on('newListener', (name, added) => seen.push(['new', name, listeners.indexOf(added as never)]))
      emitter.on('removeListener', name => seen.push(['gone', name]))
      for (const [method, name, number] of steps) {
        const argument = method === 'emit' ? number : listeners[number]
        if (method === 'removeAllListeners') emitter.removeAllListeners(name)
        else emitter[method as 'on'](name, argument as () => void)
        seen.push(
          emitter.listenerCount(name),
          ...emitter.listeners(name).map(each => listeners.indexOf(each as never)),
        )
      }
      return seen
    }
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), steps => {
        const bound = manager.bind(named('bound'), new EventEmitter() as Emitter)
        expect(run(bound, steps)).toEqual(run(new EventEmitter(), steps))
      }),
    )
  })

  test('binds streams, which begin to flow when they are listened to', async () => {
    const stream = manager.bind(named('bound'), Readable.from(['x', 'y']))
    const heard: unknown[] = []
    stream.on('data', chunk => heard.push(chunk, nameNow()))
    await once(stream, 'end')
    expect(heard).toEqual(['x', 'bound', 'y', 'bound'])
  })

  test('keeps the first context', () => {
    const emitter = manager.bind(named('first'), new EventEmitter())
    manager.bind(named('second'), emitter)
    let heard: unknown
    emitter.on('event', () => {
      heard = nameNow()
    })
    emitter.emit('event')
    expect(heard).toBe('first')
  })

  test('serves what inherits from a bound emitter', () => {
    const emitter = Object.create(manager.bind(named('bound'), new EventEmitter())) as EventEmitter
    let heard: unknown
    emitter.once('event', () => {
      heard = nameNow()
    })
    emitter.emit('event')
    expect(heard).toBe('bound')
    expect(emitter.listenerCount('event')).toBe(0)
  })

  test('binds an emitter that adds listeners in its own way, and calls that', () => {
    class Counting extends EventEmitter {
      added = 0
      override once(event: string, listener: () => void) {
        this.added++
        return super.once(event, listener)
      }
    }
    const emitter = manager.bind(named('bound'), new Counting())
    let heard: unknown
    emitter.once('event', () => {
      heard = nameNow()
    })
    emitter.emit('event')
    expect([heard, emitter.added]).toEqual(['bound', 1])
  })

  test.each(ADDING)('has Node refuse what is no function: %s', method => {
    const emitter = manager.bind(named('bound'), new EventEmitter() as Emitter)
    expect(() => emitter[method]('event', 'listener' as never)).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }),
    )
  })

  test('binds functions', () => {
    const bound = manager.bind(named('bound'), (one: number) => [nameNow(), one])
    expect(bound(1)).toEqual(['bound', 1])
  })
})
