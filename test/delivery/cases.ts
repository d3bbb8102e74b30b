import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { type ConnectUdp, connectUdp } from '../../src/emit/connect-udp.ts'
import { UdpEmitter } from '../../src/emit/index.ts'
import { XRaySpanExporter } from '../../src/export/index.ts'
import { deadPort, listenUdp } from '../fixtures/udp-listener.ts'
import { describeDocuments } from './describe-documents.ts'
import { runEnding } from './run-ending.ts'
import { StoppingReader } from './stopping-reader.ts'
import { summarize } from './summarize.ts'
import { tracedApp } from './traced-app.ts'

/** What came of a case. */
export interface Seen {
  /** The documents at the daemon, by the names of their spans. */
  arrived: string[]
  counted: string | undefined
  /** Lines on the standard error of a process of its own. */
  logged?: string[]
  /** How that process ended: its exit code, or the signal. */
  ended?: number | string | null
}

interface Case extends Omit<Seen, 'logged'> {
  title: string
  run: () => Promise<Seen>
  logged: RegExp[]
  /** Why it can't be seen here. */
  skipped?: string | false
}

const ALL_SENT = 'spans: 2 made, 2 sent; documents: 1 made, 1 sent'
/** The app's own listener to the end is the first; what is open then has not been told of yet. */
const ONE_WAITING = 'spans: 1 made, 1 waiting; documents: 1 made, 1 waiting'

const host = (
  name: string,
  port: number,
  lookup?: (host: string) => Promise<{ address: string; family: number }[]>,
) => new UdpEmitter({ protocol: 'udp', host: name, port }, lookup && { lookup })

/** A real socket that refuses what is over this size, as macOS does. */
const narrow =
  (maxBytes: number): ConnectUdp =>
  (...where) => {
    const socket = connectUdp(...where)
    return {
      close: () => socket.close(),
      send(datagram, taken) {
        if (datagram.length > maxBytes) queueMicrotask(() => taken(failure('EMSGSIZE')))
        else socket.send(datagram, taken)
      },
    }
  }

/** A real socket that has no room for the first datagrams. */
const crowded =
  (refusals: number): ConnectUdp =>
  (...where) => {
    const socket = connectUdp(...where)
    return {
      close: () => socket.close(),
      send(datagram, taken) {
        if (refusals-- > 0) queueMicrotask(() => taken(failure('ENOBUFS')))
        else socket.send(datagram, taken)
      },
    }
  }

/** Runs a command as the first process of a namespace, as a container's engine does. */
const AS_FIRST_PROCESS = ['unshare', '--pid', '--fork', '--kill-child']
const hasNamespaces = spawnSync(AS_FIRST_PROCESS[0]!, [...AS_FIRST_PROCESS.slice(1), 'true']).status === 0

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}

export const cases: Case[] = [
  // The daemon
  {
    title: 'a daemon listens',
    arrived: ['one (call)'],
    counted: ALL_SENT,
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      await using app = tracedApp(daemon.port)
      app.make('one')
      await app.flush()
      return {
        arrived: describeDocuments(await daemon.received(1)),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'nobody listens',
    arrived: [],
    counted: 'spans: 6 made, 6 ECONNREFUSED; documents: 3 made, 3 ECONNREFUSED',
    logged: [/^spanray: 2 spans in 1 document were dropped: ECONNREFUSED$/],
    async run() {
      await using app = tracedApp(await deadPort())
      for (const name of ['one', 'two', 'three']) app.make(name)
      await app.flush()
      return { arrived: [], counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'a daemon comes later',
    arrived: ['one (call)', 'two (call)'],
    counted: 'spans: 4 made, 4 sent; documents: 2 made, 2 sent',
    logged: [],
    async run() {
      const port = await deadPort()
      await using app = tracedApp(port)
      app.make('one')
      await sleep(300)
      app.make('two')
      await using daemon = await listenUdp('127.0.0.1', port)
      await daemon.received(2)
      await app.flush()
      return { arrived: describeDocuments(daemon.datagrams), counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'a daemon is started again',
    arrived: ['one (call)', 'two (call)', 'three (call)'],
    counted: 'spans: 6 made, 6 sent; documents: 3 made, 3 sent',
    logged: [],
    async run() {
      const first = await listenUdp()
      await using app = tracedApp(first.port)
      app.make('one')
      await first.received(1)
      await app.flush()
      await first[Symbol.asyncDispose]()
      app.make('two')
      await sleep(100)
      await using second = await listenUdp('127.0.0.1', first.port)
      app.make('three')
      await second.received(2)
      await app.flush()
      return {
        arrived: describeDocuments([...first.datagrams, ...second.datagrams]),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'a burst of 5,000 documents',
    arrived: ['5000 documents'],
    counted: 'spans: 10000 made, 10000 sent; documents: 5000 made, 5000 sent',
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      await using app = tracedApp(daemon.port)
      for (let count = 0; count < 5000; count++) app.make(`request ${count}`)
      await app.flush()
      const { length } = await daemon.received(5000)
      return { arrived: [`${length} documents`], counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'a daemon that reads nothing for half a second',
    arrived: ['2000 documents'],
    counted: 'spans: 4000 made, 4000 sent; documents: 2000 made, 2000 sent',
    logged: [],
    async run() {
      await using daemon = await StoppingReader.start()
      await using app = tracedApp(daemon.port)
      daemon.stop()
      for (let count = 0; count < 2000; count++) app.make(`request ${count}`)
      setTimeout(() => daemon.goOn(), 500)
      await app.flush()
      return { arrived: [`${await daemon.received()} documents`], counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'a full buffer: a daemon that reads nothing any more',
    arrived: ['as many as were sent'],
    counted: 'some sent, the others receiver_full',
    logged: [/^spanray: \d+ spans? in \d+ documents? (was|were) dropped: receiver_full$/],
    async run() {
      await using daemon = await StoppingReader.start()
      await using app = tracedApp(daemon.port)
      daemon.stop()
      for (let count = 0; count < 2000; count++) app.make(`request ${count}`)
      await app.flush()
      daemon.goOn()
      const { sent, dropped, made } = app.exporter.stats().documents
      const isBalanced = sent > 0 && made === 2000 && sent + dropped.receiver_full! === made
      return {
        arrived: [(await daemon.received()) === sent ? 'as many as were sent' : 'others than were sent'],
        counted: isBalanced ? 'some sent, the others receiver_full' : summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'a daemon that leaves, comes back and stands still, beside an app at a low rate',
    arrived: ['2 documents', '501 documents'],
    counted: 'spans: 1006 made, 1006 sent; documents: 503 made, 503 sent',
    logged: [],
    async run() {
      const first = await StoppingReader.start()
      await using app = tracedApp(first.port)
      const text = 'x'.repeat(60_000)
      // A window of them, so that the next one makes the emitter look for the receiver while it is away.
      for (const name of ['one', 'two']) app.make(name, { text })
      await app.flush()
      const before = await first.received()
      await first[Symbol.asyncDispose]()
      app.make('three', { text })
      await sleep(50)
      await using second = await StoppingReader.start(first.port)
      while (app.exporter.stats().documents.sent < 3) await sleep(10)
      second.stop()
      for (let count = 0; count < 500; count++) {
        app.make(`request ${count}`)
        await sleep(1)
      }
      setTimeout(() => second.goOn(), 100)
      await app.flush()
      return {
        arrived: [`${before} documents`, `${await second.received()} documents`],
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  ...[8192, 65_536].map(
    (recvBufferSize): Case => ({
      title: `a daemon with a buffer of ${recvBufferSize.toLocaleString('en')} bytes`,
      skipped: process.platform !== 'linux' && 'only Linux tells what a receiver had no room for',
      arrived: ['300 documents'],
      counted: 'spans: 600 made, 600 sent; documents: 300 made, 300 sent',
      logged: [],
      async run() {
        await using daemon = await listenUdp('127.0.0.1', 0, { recvBufferSize })
        await using app = tracedApp(daemon.port)
        for (let count = 0; count < 300; count++) app.make(`request ${count}`)
        await app.flush()
        // The last ones are in the kernel, and read in some turns of the event loop.
        await sleep(100)
        return {
          arrived: [`${new Set(daemon.datagrams).size} documents`],
          counted: summarize(app.exporter.stats()),
        }
      },
    }),
  ),
  {
    title: 'four exporters in a burst to one daemon',
    skipped: process.platform !== 'linux' && 'only Linux tells what a receiver had no room for',
    arrived: ['2000 documents'],
    counted: Array(4).fill('spans: 1000 made, 1000 sent; documents: 500 made, 500 sent').join('; '),
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      const apps = Array.from({ length: 4 }, () => tracedApp(daemon.port))
      for (const app of apps) for (let count = 0; count < 500; count++) app.make(`request ${count}`)
      await Promise.all(apps.map(app => app.flush()))
      for (const app of apps) await app[Symbol.asyncDispose]()
      await sleep(100)
      return {
        arrived: [`${new Set(daemon.datagrams).size} documents`],
        counted: apps.map(app => summarize(app.exporter.stats())).join('; '),
      }
    },
  },
  // The way there
  {
    title: 'a socket that refuses over 9,216 bytes',
    arrived: ['narrow (wide, wide, wide)', 'wide', 'wide', 'wide'],
    counted: 'spans: 7 made, 7 sent; documents: 4 made, 4 sent',
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      const at = { protocol: 'udp', host: '127.0.0.1', port: daemon.port } as const
      const emitter = new UdpEmitter(at, { connect: narrow(9216) })
      const exporter = new XRaySpanExporter({}, emitter)
      await using app = tracedApp(0, { emitter, processor: () => new BatchSpanProcessor(exporter) })
      void app
      const result = await exportWide(exporter, [2500, 2500, 2500, 8000, 8000, 8000])
      return {
        arrived: result ? describeDocuments(await daemon.received(4)) : [],
        counted: summarize(exporter.stats()),
      }
    },
  },
  {
    title: 'no buffer left in the kernel for a moment',
    arrived: ['one (call)', 'two (call)'],
    counted: 'spans: 4 made, 4 sent; documents: 2 made, 2 sent',
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      const at = { protocol: 'udp', host: '127.0.0.1', port: daemon.port } as const
      await using app = tracedApp(0, { emitter: new UdpEmitter(at, { connect: crowded(1) }) })
      app.make('one')
      app.make('two')
      await daemon.received(2)
      await app.flush()
      return {
        arrived: [...new Set(describeDocuments(daemon.datagrams))],
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'no buffer left in the kernel at all',
    arrived: [],
    counted: 'spans: 2 made, 2 ENOBUFS; documents: 1 made, 1 ENOBUFS',
    logged: [/^spanray: 2 spans in 1 document were dropped: ENOBUFS$/],
    async run() {
      await using daemon = await listenUdp()
      const at = { protocol: 'udp', host: '127.0.0.1', port: daemon.port } as const
      await using app = tracedApp(0, { emitter: new UdpEmitter(at, { connect: crowded(1000) }) })
      app.make('one')
      await app.flush()
      return { arrived: daemon.datagrams, counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'a name that changes its address when nobody listens at the old one',
    arrived: ['one (call)', 'two (call)'],
    counted: 'spans: 4 made, 4 sent; documents: 2 made, 2 sent',
    logged: [],
    async run() {
      const first = await listenUdp('127.0.0.1')
      let address = '127.0.0.1'
      await using app = tracedApp(0, {
        emitter: host('xray.test', first.port, async () => [{ address, family: 4 }]),
      })
      app.make('one')
      await first.received(1)
      await app.flush()
      await first[Symbol.asyncDispose]()
      await using second = await listenUdp('127.0.0.2', first.port)
      address = '127.0.0.2'
      app.make('two')
      await second.received(1)
      await app.flush()
      return {
        arrived: describeDocuments([...first.datagrams, ...second.datagrams]),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'a name without an address',
    arrived: [],
    counted: 'spans: 2 made, 2 ENOTFOUND; documents: 1 made, 1 ENOTFOUND',
    logged: [/^spanray: 2 spans in 1 document were dropped: ENOTFOUND$/],
    async run() {
      const emitter = host('xray.test', 2000, async () => {
        throw failure('ENOTFOUND')
      })
      await using app = tracedApp(0, { emitter })
      app.make('one')
      await app.flush()
      return { arrived: [], counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'IPv6 only',
    arrived: ['one (call)'],
    counted: ALL_SENT,
    logged: [],
    async run() {
      await using daemon = await listenUdp('::1')
      await using app = tracedApp(0, { emitter: host('::1', daemon.port) })
      app.make('one')
      await app.flush()
      return {
        arrived: describeDocuments(await daemon.received(1)),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'localhost, at whichever of its addresses the daemon listens',
    arrived: ['one (call)'],
    counted: ALL_SENT,
    logged: [],
    async run() {
      await using daemon = await listenUdp('127.0.0.1')
      const both = async () => [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ]
      await using app = tracedApp(0, { emitter: host('localhost', daemon.port, both) })
      app.make('one')
      await daemon.received(1)
      await app.flush()
      return { arrived: describeDocuments(daemon.datagrams), counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'no file left for a socket, for a moment',
    arrived: ['one'],
    counted: 'spans: 1 made, 1 sent; documents: 1 made, 1 sent',
    logged: [],
    ended: 0,
    run: () => runEnding('files used up', { expect: 1, by: ['prlimit', '--nofile=40'] }),
  },
  // The spans
  {
    title: 'a span that is larger than any document',
    arrived: ['huge cut (call)'],
    counted: ALL_SENT,
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      await using app = tracedApp(daemon.port)
      app.make('huge', { text: 'x'.repeat(100_000) })
      await app.flush()
      return {
        arrived: describeDocuments(await daemon.received(1)),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'more than 32 MiB at once',
    arrived: ['as many as were sent'],
    counted: 'some sent, the others queue_full',
    logged: [/^spanray: \d+ spans? in \d+ documents? (was|were) dropped: queue_full$/],
    async run() {
      await using daemon = await listenUdp()
      await using app = tracedApp(daemon.port)
      const text = 'x'.repeat(50_000)
      for (let count = 0; count < 900; count++) app.make(`request ${count}`, { text })
      await app.flush()
      // Each of them makes two spans, and a document.
      const { sent, dropped, made } = app.exporter.stats().spans
      const isBalanced = sent > 1200 && made === 1800 && sent + dropped.queue_full! === made
      return {
        arrived: [(await daemon.received(sent / 2)).length * 2 === sent ? 'as many as were sent' : 'others'],
        counted: isBalanced ? 'some sent, the others queue_full' : summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'a span that ends after the shutdown',
    arrived: [],
    counted: 'spans: 1 made, 1 shut_down; documents: 0 made',
    logged: [/^spanray: 1 span in 0 documents was dropped: shut_down$/],
    async run() {
      await using daemon = await listenUdp()
      const app = tracedApp(daemon.port)
      const late = app.begin('late')
      await app[Symbol.asyncDispose]()
      late.end()
      await sleep(0)
      return { arrived: daemon.datagrams, counted: summarize(app.exporter.stats()) }
    },
  },
  {
    title: 'a request that takes long',
    arrived: ['slow…', 'slow'],
    counted: 'spans: 1 made, 1 sent; documents: 2 made, 2 sent',
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      await using app = tracedApp(daemon.port, { options: { inProgressAfterMillis: 20 } })
      const slow = app.begin('slow')
      await daemon.received(1)
      await sleep(100)
      slow.end()
      await app.flush()
      return {
        arrived: describeDocuments(await daemon.received(2)),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'attributes of the resource that come late',
    arrived: ['one (call)'],
    counted: ALL_SENT,
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      const name = sleep(100, 'shop')
      await using app = tracedApp(daemon.port, { resource: resourceFromAttributes({ 'service.name': name }) })
      app.make('one')
      await app.flush()
      const [datagram] = await daemon.received(1)
      const isNamed = datagram!.includes('{"name":"shop"')
      return {
        arrived: isNamed ? describeDocuments(daemon.datagrams) : [],
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'attributes of the resource that never come',
    arrived: ['one (call)'],
    counted: ALL_SENT,
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      const resource = { ...resourceFromAttributes({ 'service.name': 'shop' }), attributes: {} }
      const pending = { asyncAttributesPending: true, waitForAsyncAttributes: () => new Promise(() => {}) }
      await using app = tracedApp(daemon.port, { resource: Object.assign(resource, pending) as never })
      app.make('one')
      await app.flush()
      return {
        arrived: describeDocuments(await daemon.received(1)),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  // OpenTelemetry's processors
  {
    title: 'a BatchSpanProcessor',
    arrived: ['one (call)'],
    counted: ALL_SENT,
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      await using app = tracedApp(daemon.port, {
        processor: exporter => new BatchSpanProcessor(exporter as never),
      })
      app.make('one')
      await app.flush()
      return {
        arrived: describeDocuments(await daemon.received(1)),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  {
    title: 'a SimpleSpanProcessor',
    arrived: ['call', 'one'],
    counted: 'spans: 2 made, 2 sent; documents: 2 made, 2 sent',
    logged: [],
    async run() {
      await using daemon = await listenUdp()
      await using app = tracedApp(daemon.port, {
        processor: exporter => new SimpleSpanProcessor(exporter as never),
      })
      app.make('one')
      await app.flush()
      return {
        arrived: describeDocuments(await daemon.received(2)),
        counted: summarize(app.exporter.stats()),
      }
    },
  },
  // The destination
  {
    title: 'a destination that is none, in code',
    arrived: [],
    counted: "Cannot send segment documents to 'ftp://xray': it is no address of X-Ray",
    logged: [],
    async run() {
      try {
        return { arrived: [], counted: summarize(new XRaySpanExporter({ endpoint: 'ftp://xray' }).stats()) }
      } catch (error) {
        return { arrived: [], counted: (error as Error).message.split(';')[0] }
      }
    },
  },
  {
    title: 'a destination that is none, in the environment',
    arrived: [],
    counted: undefined,
    logged: [
      /^spanray: Cannot send segment documents to 'ftp:\/\/xray'.*write udp:.*; using udp:\/\/127.0.0.1:2000$/,
    ],
    ended: 0,
    async run() {
      const environment = { AWS_XRAY_DAEMON_ADDRESS: 'ftp://xray' }
      // Somebody may listen at the default.
      const seen = await runEnding('open span', { environment })
      return { ...seen, arrived: [], counted: undefined, logged: seen.logged!.slice(0, 1) }
    },
  },
  // The end of the process
  {
    title: 'a process that ends by itself',
    arrived: ['one'],
    counted: 'spans: 1 made, 1 sent; documents: 1 made, 1 sent',
    logged: [],
    ended: 0,
    run: () => runEnding('return', { expect: 1 }),
  },
  {
    title: 'a process that ends by itself, with nobody to send to',
    arrived: [],
    counted: 'spans: 1 made, 1 ECONNREFUSED; documents: 1 made, 1 ECONNREFUSED',
    logged: [/dropped: ECONNREFUSED$/],
    ended: 0,
    run: async () =>
      runEnding('return', { environment: { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${await deadPort()}` } }),
  },
  {
    title: 'a span that is open when the process ends',
    arrived: ['open…'],
    counted: 'spans: 0 made; documents: 0 made',
    logged: [],
    ended: 0,
    run: () => runEnding('open span', { expect: 1 }),
  },
  {
    title: 'process.exit()',
    arrived: ['one'],
    counted: ONE_WAITING,
    logged: [],
    ended: 3,
    run: () => runEnding('exit', { expect: 1 }),
  },
  {
    title: 'process.exit() with an open span',
    arrived: ['one', 'open…'],
    counted: ONE_WAITING,
    logged: [],
    ended: 0,
    run: () => runEnding('exit with an open span', { expect: 2 }),
  },
  {
    title: 'process.exit() after a burst',
    arrived: ['2000 documents'],
    // The app counts before the last spans are converted.
    counted: 'spans: 2000 made, 2000 waiting',
    logged: [],
    ended: 0,
    async run() {
      const seen = await runEnding('exit after a burst', { expect: 2000, countOnly: true })
      return { ...seen, counted: seen.counted?.split(';')[0] }
    },
  },
  ...(['SIGTERM', 'SIGINT'] as const).map(
    (signal): Case => ({
      title: signal,
      arrived: ['one', 'open…'],
      counted: undefined,
      logged: [],
      ended: signal,
      run: () => runEnding('signal', { expect: 2, signal }),
    }),
  ),
  {
    title: "SIGTERM, with the app's own handler",
    arrived: ['one', 'two'],
    counted: 'spans: 2 made, 2 sent; documents: 2 made, 2 sent',
    logged: [],
    ended: 0,
    run: () => runEnding('signal, handled', { expect: 2, signal: 'SIGTERM' }),
  },
  {
    title: 'SIGTERM, which the first process of a container outlives',
    skipped: !hasNamespaces && `${AS_FIRST_PROCESS.join(' ')} does not work here`,
    arrived: ['one', 'two'],
    counted: 'spans: 2 made, 2 sent; documents: 2 made, 2 sent',
    logged: [],
    ended: 5,
    run: () => runEnding('signal, as the first process', { expect: 2, by: AS_FIRST_PROCESS }),
  },
  {
    title: 'an uncaught exception',
    arrived: ['one fault (within fault)'],
    counted: 'spans: 2 made, 2 waiting; documents: 1 made, 1 waiting',
    logged: [/^Error: boom$/],
    ended: 1,
    run: () => runEnding('uncaught', { expect: 1 }),
  },
  {
    title: 'an uncaught exception that the app handles',
    arrived: ['one', 'two'],
    counted: 'spans: 2 made, 2 sent; documents: 2 made, 2 sent',
    logged: [],
    ended: 0,
    run: () => runEnding('uncaught, handled', { expect: 2 }),
  },
  {
    title: 'an unhandled rejection',
    arrived: ['one', 'open…'],
    counted: ONE_WAITING,
    logged: [/Error: boom$/],
    ended: 1,
    run: () => runEnding('rejection', { expect: 2 }),
  },
  {
    title: 'a worker that exits',
    arrived: ['one'],
    counted: ONE_WAITING,
    logged: [],
    ended: 0,
    run: () => runEnding('worker', { expect: 1 }),
  },
  {
    title: 'a child process',
    arrived: ['one'],
    counted: 'spans: 1 made, 1 sent; documents: 1 made, 1 sent',
    logged: [],
    ended: 0,
    run: () => runEnding('child process', { expect: 1 }),
  },
]

/** Exports a server's span with calls in it that have texts of these lengths. */
async function exportWide(exporter: XRaySpanExporter, lengths: number[]): Promise<boolean> {
  const { endedSpan } = await import('../fixtures/ended-span.ts')
  const spans = [
    endedSpan({ id: 'aaaaaaaaaaaaaaaa', kind: 'server', name: 'narrow' }),
    ...lengths.map((length, index) =>
      endedSpan({
        id: `${index}`.padStart(16, 'b'),
        parent: 'aaaaaaaaaaaaaaaa',
        name: 'wide',
        attributes: { text: 'x'.repeat(length) },
      }),
    ),
  ]
  return new Promise(resolve => exporter.export(spans, ({ code }) => resolve(code === 0)))
}
