import { expect, it } from 'vitest'
import { NOW } from './samples'
import { createKeyedHash } from '@/lib/auth/token'
import { isUnlocked, sealUnlock, UNLOCKED_MS } from '@/lib/share/unlock'

const hash = createKeyedHash('a secret of at least 32 characters')
const LINK = { id: 'a-link', passcodeVersion: 3 }
const UNTIL = NOW + UNLOCKED_MS
const seal = sealUnlock(hash, LINK, UNTIL)
const [, mac = ''] = seal.split('.')

it('opens its link until its moment', () => {
  expect(isUnlocked(hash, LINK, seal, NOW)).toBe(true)
  expect(isUnlocked(hash, LINK, seal, UNTIL - 1)).toBe(true)
  expect(isUnlocked(hash, LINK, seal, UNTIL)).toBe(false)
})

it.each([
  ['no cookie', null],
  ['an empty one', ''],
  ['a later moment', `${UNTIL + 1}.${mac}`],
  ['no mac', `${UNTIL}.`],
  ['no dot', String(UNTIL)],
  ['another mac', `${UNTIL}.${mac.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))}`],
  ['more behind it', `${seal}x`],
  ['a number in another form', `${UNTIL.toExponential()}.${mac}`],
  ['a moment that is none', `NaN.${mac}`],
  ['a negative one', `-${UNTIL}.${mac}`],
  ['a mac of other bytes', `${UNTIL}.${'é'.repeat(30)}`],
])('does not open by %s', (_what, cookie) => {
  expect(isUnlocked(hash, LINK, cookie, NOW)).toBe(false)
})

it('opens no other link, none after its passcode has changed, and none by another secret', () => {
  expect(isUnlocked(hash, { ...LINK, id: 'b-link' }, seal, NOW)).toBe(false)
  expect(isUnlocked(hash, { ...LINK, passcodeVersion: 4 }, seal, NOW)).toBe(false)
  expect(isUnlocked(createKeyedHash('another secret of 32 characters!'), LINK, seal, NOW)).toBe(false)
})

it('is not believed for longer than it is ever given', () => {
  expect(isUnlocked(hash, LINK, sealUnlock(hash, LINK, UNTIL + 1), NOW)).toBe(false)
})
