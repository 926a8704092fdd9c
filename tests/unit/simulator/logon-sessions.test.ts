import { expect, test } from 'vitest'
import { IDLE_LIMIT_MS, createLogonSessions, toToken } from '@/simulator/logon-sessions'

function setUp() {
  let nowMs = 1_000_000
  const logons = createLogonSessions({
    accounts: [{ username: 'Monitor', password: 'ünsecure:1', role: 'portal-user' }],
    realNow: () => nowMs,
  })
  return { logons, pass: (ms: number) => void (nowMs += ms) }
}

test.each(['Monitor', 'monitor', 'TECH\\monitor', 'srv-em06\\MONITOR'])('%s may log on', (username) => {
  expect(setUp().logons.logOn(username, 'ünsecure:1')).toMatchObject({ role: 'portal-user' })
})

test.each([
  ['monitor', 'wrong'],
  ['monitor', ''],
  ['nobody', 'ünsecure:1'],
])('%s with %j may not', (username, password) => {
  expect(setUp().logons.logOn(username, password)).toBeNull()
})

test('a session ends after 15 idle minutes, and every use renews it', () => {
  const { logons, pass } = setUp()
  const token = toToken(logons.logOn('monitor', 'ünsecure:1')?.id ?? '')
  pass(IDLE_LIMIT_MS - 1)
  expect(logons.use(token)).not.toBeNull()
  pass(IDLE_LIMIT_MS - 1)
  expect(logons.use(token)).not.toBeNull()
  pass(IDLE_LIMIT_MS)
  expect(logons.use(token)).toBeNull()
  expect(logons.list()).toHaveLength(0)
})

test('two logons have two tokens; logging off ends one', () => {
  const { logons } = setUp()
  const [first, second] = [logons.logOn('monitor', 'ünsecure:1'), logons.logOn('monitor', 'ünsecure:1')]
  expect(first?.id).not.toBe(second?.id)
  expect(logons.logOff(first?.id.toUpperCase() ?? '')).toBe(true)
  expect(logons.logOff(first?.id ?? '')).toBe(false)
  expect(logons.use(toToken(second?.id ?? ''))).not.toBeNull()
})

test('a changed password counts at the next logon', () => {
  const { logons } = setUp()
  logons.setPassword('Monitor', 'new')
  expect(logons.logOn('monitor', 'ünsecure:1')).toBeNull()
  expect(logons.logOn('monitor', 'new')).not.toBeNull()
  expect(() => logons.setPassword('nobody', 'x')).toThrow('No account')
})
