import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, MINUTE } from './samples'
import type { PairingLimits } from '@/lib/store/screen-pairings'

const LIMITS: PairingLimits = { perAddress: 2, inAll: 4, keepEndedMs: 60 * MINUTE }
const LIFE = 10 * MINUTE

describeOnEngines('codes that devices show', ({ store, sql: run, counts, open: openStore }) => {
  const open = (n: number, over: Partial<Parameters<ReturnType<typeof store>['openPairing']>[0]> = {}) => {
    const atMs = over.atMs ?? at(0)
    return store().openPairing(
      {
        codeHash: `code-${n}`,
        tokenHash: `token-${n}`,
        oldTokenHash: null,
        addressHash: `address-${n}`,
        client: 'Chrome on Linux',
        atMs,
        expiresAtMs: atMs + LIFE,
        ...over,
      },
      LIMITS,
    )
  }

  it('are found by the token of their device until long after they have ended', async () => {
    expect(await open(1)).toEqual({ kind: 'opened' })
    expect(await store().findPairing('token-1')).toEqual({ expiresAtMs: at(0) + LIFE })
    expect(await store().findPairing('code-1')).toBeNull()
    await open(2, { atMs: at(0) + LIFE + 59 * MINUTE })
    expect(await store().findPairing('token-1')).toEqual({ expiresAtMs: at(0) + LIFE })
    await open(3, { atMs: at(0) + LIFE + 60 * MINUTE })
    expect(await store().findPairing('token-1')).toBeNull()
  })

  it('end when their device asks for another', async () => {
    await open(1)
    expect(await open(2, { oldTokenHash: 'token-1', addressHash: 'address-1' })).toEqual({ kind: 'opened' })
    expect(await store().findPairing('token-1')).toBeNull()
    expect(await counts()).toMatchObject({ screen_pairings: 1 })
  })

  it('are shown by one device each', async () => {
    await open(1)
    expect(await open(2, { codeHash: 'code-1' })).toEqual({ kind: 'taken' })
    // One that has just ended is not given away either: somebody may still be typing it.
    expect(await open(3, { codeHash: 'code-1', atMs: at(0) + LIFE + MINUTE })).toEqual({ kind: 'taken' })
    expect(await store().findPairing('token-2')).toBeNull()
  })

  it('are few per address, and few in all, counting those that are open', async () => {
    const addressHash = 'one'
    await open(1, { addressHash })
    await open(2, { addressHash, atMs: at(60) })
    expect(await open(3, { addressHash, atMs: at(120) })).toEqual({
      kind: 'too_many',
      of: 'address',
      retryAtMs: at(0) + LIFE,
    })
    // Its own earlier code does not stand in its way.
    expect(await open(4, { addressHash, oldTokenHash: 'token-2', atMs: at(120) })).toEqual({ kind: 'opened' })
    await open(5)
    await open(6)
    expect(await open(7, { atMs: at(130) })).toEqual({
      kind: 'too_many',
      of: 'all',
      retryAtMs: at(0) + LIFE,
    })
    expect(await open(8, { atMs: at(0) + LIFE })).toEqual({ kind: 'opened' })
  })

  it('do not outlive a clock that was set back', async () => {
    await open(1, { atMs: at(0) + 300 * MINUTE })
    await open(2)
    expect(await store().findPairing('token-1')).toBeNull()
  })

  it('of another Enterprise Manager’s monitor are not this one’s', async () => {
    const other = await openStore('https://other.example:9398')
    await open(1)
    expect(await other.findPairing('token-1')).toBeNull()
    const approval = { codeHash: 'code-1', name: 'TV', scope: '{}', by: 'root', atMs: at(1) }
    expect(await other.approveScreen(approval)).toBeNull()
    expect(await store().approveScreen(approval)).not.toBeNull()
  })

  it('hold no code and no token, only what they were given as hashes', async () => {
    await open(1)
    const [row] = await run(sql`select * from screen_pairings`)
    expect(Object.keys(row ?? {}).sort()).toEqual(
      ['em_id', 'code_hash', 'token_hash', 'created_ms', 'expires_ms', 'address_hash', 'client'].sort(),
    )
  })
})

describeOnEngines('screens', ({ store, counts }) => {
  const pair = (n: number, atMs = at(0)) =>
    store().openPairing(
      {
        codeHash: `code-${n}`,
        tokenHash: `token-${n}`,
        oldTokenHash: null,
        addressHash: 'here',
        client: 'Chrome on Linux',
        atMs,
        expiresAtMs: atMs + LIFE,
      },
      { ...LIMITS, perAddress: 100, inAll: 100 },
    )
  const approve = (n: number, name = `TV ${n}`, atMs = at(30)) =>
    store().approveScreen({ codeHash: `code-${n}`, name, scope: '{"kind":"all"}', by: 'Zoë', atMs })
  const made = async (n: number, name?: string) => {
    await pair(n)
    const screen = await approve(n, name)
    if (screen === null) throw new Error('the code was not known')
    return screen
  }

  it('are made of the device that shows the code, which is used up', async () => {
    const screen = await made(1, 'NOC \0 left')
    expect(screen).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'NOC \uFFFD left',
      scope: '{"kind":"all"}',
      createdAtMs: at(30),
      createdBy: 'Zoë',
      contactAtMs: null,
      client: 'Chrome on Linux',
      revokedAtMs: null,
      revokedBy: null,
      settings: null,
      report: null,
    })
    expect(await store().findScreen('token-1')).toEqual(screen)
    expect(await store().findPairing('token-1')).toBeNull()
    expect(await approve(1)).toBeNull()
    expect(await store().findScreen('token-2')).toBeNull()
  })

  it('come of no code that has ended, or that nobody shows', async () => {
    await pair(1)
    expect(await approve(1, 'late', at(0) + LIFE)).toBeNull()
    expect(await approve(404)).toBeNull()
    expect(await counts()).toMatchObject({ screens: 0, screen_pairings: 1 })
    expect(await approve(1, 'in time', at(0) + LIFE - 1)).not.toBeNull()
  })

  it('are made once, however many approve at the same moment', async () => {
    await pair(1)
    const results = await Promise.all([1, 2, 3, 4].map((n) => approve(1, `by ${n}`)))
    expect(results.filter((one) => one !== null)).toHaveLength(1)
    expect(await counts()).toMatchObject({ screens: 1 })
  })

  it('are renamed and given another scope, each by itself', async () => {
    const { id } = await made(1)
    const renamed = await store().changeScreen(id, { name: 'Hall' })
    expect(renamed).toMatchObject({
      before: { name: 'TV 1' },
      after: { name: 'Hall', scope: '{"kind":"all"}' },
    })
    const scoped = await store().changeScreen(id, { scope: '{"kind":"other"}' })
    expect(scoped).toMatchObject({ after: { name: 'Hall', scope: '{"kind":"other"}' } })
    expect(await store().findScreen('token-1')).toEqual(scoped?.after)
    expect(await store().changeScreen('nobody', { name: 'x' })).toBeNull()
  })

  it('stay after they were withdrawn, and say since when and by whom', async () => {
    const { id } = await made(1)
    expect(await store().revokeScreen(id, { by: 'Ann', atMs: at(60) })).toMatchObject({ revokedBy: 'Ann' })
    expect(await store().revokeScreen(id, { by: 'Bob', atMs: at(90) })).toBeNull()
    expect(await store().changeScreen(id, { name: 'x' })).toBeNull()
    expect(await store().findScreen('token-1')).toMatchObject({ revokedAtMs: at(60), revokedBy: 'Ann' })
    expect(await store().revokeScreen('nobody', { by: 'Ann', atMs: 1 })).toBeNull()
  })

  it('are listed by name, the withdrawn ones last', async () => {
    const [, second] = [await made(1, 'b'), await made(2, 'a'), await made(3, 'c'), await made(4, 'd')]
    const fourth = (await store().findScreen('token-4'))?.id ?? ''
    await store().revokeScreen(second.id, { by: 'Ann', atMs: at(60) })
    await store().revokeScreen(fourth, { by: 'Ann', atMs: at(90) })
    expect((await store().listScreens()).map(({ name }) => name)).toEqual(['b', 'c', 'd', 'a'])
  })

  it('note their last contact', async () => {
    const { id } = await made(1)
    await store().touchScreen(id, { atMs: at(45), client: 'Firefox on Android', report: '{"build":"1"}' })
    expect(await store().findScreen('token-1')).toMatchObject({
      contactAtMs: at(45),
      client: 'Firefox on Android',
      report: '{"build":"1"}',
    })
    await store().touchScreen(id, { atMs: at(60), client: 'Firefox on Android', report: null })
    expect(await store().findScreen('token-1')).toMatchObject({
      contactAtMs: at(60),
      report: '{"build":"1"}',
    })
  })

  it('keep how they behave, beside name and scope', async () => {
    const { id } = await made(1)
    await store().changeScreen(id, { settings: '{"dim":null}' })
    const renamed = await store().changeScreen(id, { name: 'Hall' })
    expect(renamed?.after).toMatchObject({ name: 'Hall', settings: '{"dim":null}' })
  })

  it('are asked for things, in order, until those expire or are withdrawn', async () => {
    const { id: screenId } = await made(1)
    const command = (n: number, expiresAtMs = at(600)) => ({
      id: `command-${n}`,
      screenId,
      kind: 'message',
      text: `words \0 ${n}`,
      askedAtMs: at(40),
      askedBy: 'Zoë',
      expiresAtMs,
      doneAtMs: null,
    })
    const open = async (atMs: number) => (await store().listScreenCommands(atMs)).map(({ id }) => id)
    expect(await store().askScreen(command(1))).toBe(true)
    expect(await store().askScreen(command(2, at(100)))).toBe(true)
    expect(await store().askScreen({ ...command(3), screenId: 'nobody' })).toBe(false)
    expect(await open(at(50))).toEqual(['command-1', 'command-2'])
    expect((await store().listScreenCommands(at(50)))[0]).toEqual({ ...command(1), text: 'words \uFFFD 1' })
    expect(await open(at(100))).toEqual(['command-1'])

    await store().markCommandsDone(['command-1', 'unknown'], at(60))
    await store().markCommandsDone(['command-1'], at(90))
    expect(await store().listScreenCommands(at(95))).toMatchObject([{ doneAtMs: at(60) }, {}])

    expect(await store().withdrawCommand('command-1', at(70))).toBe(true)
    expect(await store().withdrawCommand('command-1', at(70))).toBe(false)
    expect(await store().withdrawCommand('command-2', at(101))).toBe(false)
    expect(await open(at(50))).toEqual(['command-2'])
    await store().revokeScreen(screenId, { by: 'Ann', atMs: at(71) })
    expect(await open(at(50))).toEqual([])
    expect(await store().askScreen(command(4))).toBe(false)
  })
})
