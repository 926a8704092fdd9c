import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { groupsOf, nameOf, roleOfGroups } from '@/lib/auth/oidc-role'
import { createSealer } from '@/lib/auth/sealer'

describe('the role of a person by their groups', () => {
  const realm = {
    realm_access: { roles: ['a', 'b'] },
    'https://x.example/roles': ['c'],
    groups: 'one',
    odd: [1, 'd', null],
  }
  it.each([
    ['groups', ['one']],
    ['realm_access.roles', ['a', 'b']],
    ['https://x.example/roles', ['c']],
    ['odd', ['d']],
    ['realm_access', null],
    ['realm_access.none', null],
    ['none', null],
    ['none.at.all', null],
    ['constructor.name', null],
    ['__proto__', null],
    ['groups.length', null],
  ])('claim %s', (claim, groups) => {
    expect(groupsOf(realm, claim)).toEqual(groups)
  })

  const map = new Map([
    ['staff', 'operator'],
    ['all', 'viewer'],
    ['root', 'admin'],
  ] as const)
  it.each([
    [['all', 'root', 'staff'], 'admin'],
    [['staff', 'all'], 'operator'],
    [['all'], 'viewer'],
    [['ALL', 'other'], null],
    [[], null],
  ])('%j is %s', (groups, role) => {
    expect(roleOfGroups(groups, map)).toBe(role)
  })

  it.each([
    [{ name: 'Vera', preferred_username: 'v' }, 'Vera'],
    [{ name: '  ', preferred_username: 'v', email: 'v@x' }, 'v'],
    [{ name: 7, email: 'v@x' }, 'v@x'],
    [{}, 'sub-1'],
    [{ name: 'x'.repeat(999) }, 'x'.repeat(256)],
  ])('%j is called %s', (claims, name) => {
    expect(nameOf(claims, 'sub-1')).toBe(name)
  })
})

describe('what travels sealed', () => {
  let nowMs = Date.parse('2026-11-25T12:00:00Z')
  const schema = z.strictObject({ state: z.string() })
  const make = (secret = 's'.repeat(32), purpose = 'one', form: z.ZodType<{ state: string }> = schema) =>
    createSealer(secret, purpose, form, { lifeMs: 60_000, now: () => nowMs })

  it('is read by whoever sealed it, for as long as it is good, and says nothing to anybody else', async () => {
    const sealed = await make().seal({ state: 'canary' })
    expect(await make().open(sealed)).toEqual({ state: 'canary' })
    expect(Buffer.from(sealed.replaceAll('.', ''), 'base64url').toString('latin1')).not.toContain('canary')
    expect(await make('t'.repeat(32)).open(sealed)).toBeNull()
    expect(await make('s'.repeat(32), 'two').open(sealed)).toBeNull()
    nowMs += 59_000
    expect(await make().open(sealed)).not.toBeNull()
    nowMs += 1_000
    expect(await make().open(sealed)).toBeNull()
  })

  it('cannot be changed in a single letter, nor made without the key', async () => {
    const sealed = await make().seal({ state: 'a' })
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      // The last letter of a part may hold bits that no byte has.
      if ([sealed[at], sealed[at + 1] ?? '.'].includes('.')) continue
      expect(await make().open(sealed.slice(0, at) + other + sealed.slice(at + 1))).toBeNull()
    }
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const body = Buffer.from('{"content":{"state":"a"},"exp":9999999999}').toString('base64url')
    for (const made of ['', 'x', `${none}.${body}.`, `${none}.${body}`, '....'])
      expect(await make().open(made)).toBeNull()
  })

  it('of another form is nothing', async () => {
    const other = createSealer('s'.repeat(32), 'one', z.strictObject({ user: z.string() }), {
      lifeMs: 60_000,
      now: () => nowMs,
    })
    expect(await make().open(await other.seal({ user: 'root' }))).toBeNull()
  })
})
