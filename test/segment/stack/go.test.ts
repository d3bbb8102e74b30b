import { expect, test } from 'vitest'
import { parseGoFrame, readGoStack } from '../../../src/segment/stack/go.ts'

test('readGoStack() reads the first goroutine', () => {
  const text = `goroutine 19 [running]:
runtime/debug.Stack()
	/usr/local/go/src/runtime/debug/stack.go:26 +0x5e
panic({0x4a9600?, 0x4cf658?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
created by main.main in goroutine 1
	C:/srv/g.go:5 +0x85

goroutine 1 [select]:
main.main()
	/srv/g.go:7 +0x2b
`
  const [exception] = readGoStack(text)
  expect(exception?.frames.map(parseGoFrame)).toEqual([
    { path: '/usr/local/go/src/runtime/debug/stack.go', line: 26, label: 'runtime/debug.Stack()' },
    { path: '/usr/local/go/src/runtime/panic.go', line: 860, label: 'panic({0x4a9600?, 0x4cf658?})' },
    { path: 'C:/srv/g.go', line: 5, label: 'created by main.main in goroutine 1' },
  ])
})

test('readGoStack() reads what pkg/errors prints, and takes anything as it comes', () => {
  const [exception] = readGoStack('no such file\nmain.open\n\t/srv/g.go:5\n\tno place\n\t/srv/h.go:6')
  expect(exception?.frames.map(parseGoFrame)).toEqual([
    { path: '/srv/g.go', line: 5, label: 'main.open' },
    { path: '/srv/h.go', line: 6 },
  ])
  for (const text of ['', '\n', '\t\n', ':', '\t:1']) expect(readGoStack(text)).toHaveLength(1)
})

test('readGoStack() cuts the name of a function, and never the place', () => {
  const [exception] = readGoStack(`${'f'.repeat(2000)}()  \r\n\t/srv/g.go:5 +0x1d\r\n`)
  expect(exception?.frames).toEqual([`${'f'.repeat(500)}\t/srv/g.go:5 +0x1d`])
})

test('readGoStack() takes a line for a place by all of it', () => {
  const [exception] = readGoStack('main.f()\n\t/srv/g.go:5 or so\n\t/srv/g.go:6 +0x1d \n')
  expect(exception?.frames).toEqual(['main.f()\t/srv/g.go:6 +0x1d'])
})

test('parseGoFrame() takes any text', () => {
  expect(parseGoFrame('main.f()\twhere')).toEqual({ path: 'where', label: 'main.f()' })
  expect(parseGoFrame('where')).toEqual({ path: 'where' })
})
