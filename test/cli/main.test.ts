import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
beforeAll(async () => {
  cli = await buildCli()
})
afterAll(() => cli.remove())

describe('spanray', () => {
  test('lists its commands on standard output when asked for help', async () => {
    const { exitCode, stdout, stderr } = await cli.run(['--help'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const command of ['local', 'trace', 'traces', 'convert', 'lambda-layer'])
      expect(stdout).toMatch(new RegExp(`^  ${command} {2,}\\w`, 'm'))
  })

  test('tells its version', async () => {
    expect(await cli.run(['--version'])).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' })
  })

  test.each([
    [[], 'spanray: A command is missing'],
    [['lokal'], 'spanray: Unknown command "lokal"'],
    [['constructor'], 'spanray: Unknown command "constructor"'],
  ])('lists its commands on standard error when called as %j, and exits with 2', async (args, message) => {
    const { exitCode, stdout, stderr } = await cli.run(args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/^ {2}local +/m)
  })

  test.each([
    [['local', '--prot', '1'], "spanray: Unknown option '--prot'\n\nSee: spanray local --help\n"],
    [
      ['local', '--port', 'x'],
      "spanray: --port is 'x'; it must be a whole number from 0 to 65535\n\nSee: spanray local --help\n",
    ],
    [['trace'], 'spanray: ID is missing\n\nSee: spanray trace --help\n'],
    [
      ['traces', 'ok', 'AND', 'fault'],
      "spanray: Unexpected argument 'AND': put FILTER into quotes\n\nSee: spanray traces --help\n",
    ],
    [
      ['export', '--otlp', '--sqlite', 'traces.db'],
      'spanray: --otlp and --sqlite exclude each other; take one of them\n\nSee: spanray export --help\n',
    ],
    [
      ['trace', 'ID', '--html', 'a.html', '--json'],
      'spanray: --json and --html exclude each other; take one of them\n\nSee: spanray trace --help\n',
    ],
  ])('exits with 2 for %j', async (args, stderr) => {
    expect(await cli.run(args)).toEqual({ exitCode: 2, stdout: '', stderr })
  })

  test.each(['local', 'trace', 'traces', 'export', 'convert', 'doctor', 'lambda-layer'])(
    'tells how %s is called, in lines that a terminal has room for',
    async command => {
      const { exitCode, stdout } = await cli.run(['help', command])
      expect(exitCode).toBe(0)
      expect(stdout).toMatch(new RegExp(`^Usage: spanray ${command} `))
      expect(stdout.split('\n').filter(line => line.length > 110)).toEqual([])
    },
  )
})
