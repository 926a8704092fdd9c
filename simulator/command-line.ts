import { parseArgs } from 'node:util'
import type { Account } from './logon-sessions'
import { ROLES, type Role } from './roles'
import { SCENARIO_NAMES, type ScenarioName, parseScenarioName } from './scenarios/scenario-name'
import { DEFAULT_ACCOUNTS, type SimulatorOptions } from './simulator-options'

export const HELP = `A pretend Veeam Backup Enterprise Manager for trying things out. Listens on 127.0.0.1 only.

Usage: npm run simulator -- [options]

  --port N                 HTTP port (9399; 0 = any)
  --https-port N           HTTPS too, on this port (0 = any), with a certificate made at each start
  --speed N                scenario time runs N times as fast (1)
  --seed N                 another set of ids, durations and names (1)
  --scenario A,B           only these scenarios (all): ${SCENARIO_NAMES.join(', ')}
  --collection-delay-ms N  sessions are shown as of the last data collection, one every N ms of scenario time (0 = current)
  --json-key-case CASE     pascal = product 12 (default), camel = 13.0
  --username U --password P [--role R]
                           one more account; R = ${ROLES.join(' | ')} (administrator)
  --json                   print one line of JSON when ready, and nothing else
  --help                   this text

While it runs (JSON; faults never hit these paths):
  GET  /simulator/state           scenarios and their sessions, faults, request counts
  GET  /simulator/requests        the newest 50,000 requests
  POST /simulator/faults          {"fault": {"kind": "latency", "ms": 5000}, "path": "failoverSessions", "times": 3}
                                  {"fault": null} clears; kinds: latency, status, reset, drip, truncate, html, empty,
                                  hang, clock-skew, wrong-certificate, bom, redirect, dtd, huge, deep
  POST /simulator/options         {"speed": 10, "collectionStopped": true, …}
  POST /simulator/expire-logons   all logon sessions end at once
`

export type CommandLine = { help: boolean; json: boolean; options: SimulatorOptions }

/** @throws {Error} with a sentence for the user */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      'https-port': { type: 'string' },
      speed: { type: 'string' },
      seed: { type: 'string' },
      scenario: { type: 'string' },
      'collection-delay-ms': { type: 'string' },
      'json-key-case': { type: 'string' },
      username: { type: 'string' },
      password: { type: 'string' },
      role: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const httpsPort = values['https-port']
  const scenario = values.scenario
  return {
    help: values.help,
    json: values.json,
    options: {
      port: toNumber('--port', values.port ?? '9399', 65_535),
      httpsPort: httpsPort === undefined ? null : toNumber('--https-port', httpsPort, 65_535),
      speed: toNumber('--speed', values.speed ?? '1', 1_000_000),
      seed: toNumber('--seed', values.seed ?? '1', 2 ** 32),
      collectionDelayMs: toNumber('--collection-delay-ms', values['collection-delay-ms'] ?? '0', 2 ** 32),
      jsonKeyCase: toKeyCase(values['json-key-case'] ?? 'pascal'),
      accounts: [...DEFAULT_ACCOUNTS, ...toAccounts(values.username, values.password, values.role)],
      ...(scenario === undefined ? {} : { scenarios: scenario.split(',').map(toScenario) }),
    },
  }
}

function toNumber(option: string, text: string, max: number): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > max) {
    throw new Error(`${option} needs a number from 0 to ${max}, not '${text}'`)
  }
  return value
}

function toScenario(text: string): ScenarioName {
  const name = parseScenarioName(text.trim())
  if (name === null) throw new Error(`No scenario '${text}'. Known: ${SCENARIO_NAMES.join(', ')}`)
  return name
}

function toKeyCase(text: string): 'pascal' | 'camel' {
  if (text === 'pascal' || text === 'camel') return text
  throw new Error(`--json-key-case is pascal or camel, not '${text}'`)
}

function toAccounts(
  username: string | undefined,
  password: string | undefined,
  roleText: string | undefined,
): Account[] {
  if (username === undefined && password === undefined && roleText === undefined) return []
  if (username === undefined || password === undefined) {
    throw new Error('--username and --password belong together')
  }
  return [{ username, password, role: toRole(roleText ?? 'administrator') }]
}

function toRole(text: string): Role {
  const role = ROLES.find((known) => known === text)
  if (role === undefined) throw new Error(`No role '${text}'. Known: ${ROLES.join(', ')}`)
  return role
}
