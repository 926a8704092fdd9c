import { expect, test } from 'vitest'
import { HELP, parseCommandLine } from '@/simulator/command-line'

test('has the documented defaults', () => {
  expect(parseCommandLine([])).toMatchObject({
    help: false,
    json: false,
    options: { port: 9399, httpsPort: null, speed: 1, seed: 1, collectionDelayMs: 0, jsonKeyCase: 'pascal' },
  })
})

test('reads everything', () => {
  const { options } = parseCommandLine(
    '--port 0 --https-port 0 --speed 2.5 --seed 9 --scenario clean,twin-a --collection-delay-ms 900000 --json-key-case camel --username u --password p --role tenant'.split(
      ' ',
    ),
  )
  expect(options).toMatchObject({
    port: 0,
    httpsPort: 0,
    speed: 2.5,
    seed: 9,
    scenarios: ['clean', 'twin-a'],
  })
  expect(options).toMatchObject({ collectionDelayMs: 900_000, jsonKeyCase: 'camel' })
  expect(options.accounts?.at(-1)).toEqual({ username: 'u', password: 'p', role: 'tenant' })
})

test.each([
  [['--scenario', 'nope'], 'No scenario'],
  [['--port', 'x'], '--port'],
  [['--speed', '-1'], '--speed'],
  [['--json-key-case', 'snake'], 'pascal or camel'],
  [['--username', 'u'], 'belong together'],
  [['--username', 'u', '--password', 'p', '--role', 'king'], 'No role'],
  [['--nonsense'], 'nonsense'],
])('refuses %j', (argv, message) => {
  expect(() => parseCommandLine(argv)).toThrow(message)
})

test('the help names every option', () => {
  for (const option of [
    'port',
    'https-port',
    'speed',
    'seed',
    'scenario',
    'collection-delay-ms',
    'json-key-case',
    'json',
  ]) {
    expect(HELP).toContain(`--${option}`)
  }
})
