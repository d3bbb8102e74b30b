import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tellUnknownVariables } from '../../src/setup/unknown-variables.ts'

function warningsOf(names: Iterable<string>): string[] {
  const warnings: string[] = []
  tellUnknownVariables(Object.fromEntries([...names].map(name => [name, '1'])), text => warnings.push(text))
  return warnings
}

test('tellUnknownVariables() warns of names that have no effect', () => {
  expect(warningsOf(['SPANRAY_IGNORES', 'SPANRAY_SIGN', 'PATH'])).toEqual([
    'SPANRAY_IGNORES is no variable of spanray (docs/settings.md has all of them); it has no effect',
  ])
})

test('knows every variable that the documentation names', () => {
  const pages = readdirSync('docs').filter(name => name.endsWith('.md'))
  const named = pages.flatMap(
    name => readFileSync(`docs/${name}`, 'utf8').match(/\bSPANRAY_[A-Z_]*[A-Z]\b/g) ?? [],
  )
  expect(new Set(named).size).toBeGreaterThan(8)
  expect(warningsOf(named)).toEqual([])
})

test('does not mind what others call by that name', () => {
  expect(
    warningsOf([
      'SPANRAY_VERSION',
      'SPANRAY_SERVICE_HOST',
      'SPANRAY_SERVICE_PORT_OTLP',
      'SPANRAY_DAEMON_PORT',
      'SPANRAY_PORT_2000_UDP_ADDR',
    ]),
  ).toEqual([])
})
