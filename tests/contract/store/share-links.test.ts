import { describe, expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, makeFullWrite, makeUnlisted, makeWrite, sessionId, TENANT, utc } from './samples'
import { makeShareLink } from './share-samples'

const OLGA = { by: 'Olga', atMs: at(1) }
const later = (seconds: number, by = 'Otto') => ({ by, atMs: at(seconds) })

describeOnEngines('share links', ({ store, open, counts }) => {
  const create = (n = 1, over: Parameters<typeof makeShareLink>[1] = {}) =>
    store().createShareLink(makeShareLink(n, over), OLGA)
  const find = async (id: string) => {
    const link = await store().findShareLink(id)
    if (link === null) throw new Error('there is no such link')
    return link
  }
  const byToken = (token: string) => store().findShareLinkByToken(token)

  it('are found by id and by token, whole', async () => {
    const id = await create(1, { message: 'We have begun.', expiresMs: at(9_999), passcodeHash: 'a hash' })
    const link = await find(id)
    expect(link).toEqual({
      no: expect.any(Number),
      id,
      label: 'Failover 1',
      language: 'de',
      timeZone: 'Europe/Berlin',
      expiresMs: at(9_999),
      afterEndHours: 72,
      passcodeHash: 'a hash',
      passcodeVersion: 0,
      showVms: 'names',
      showFailures: 'classified',
      failureNote: null,
      failureNoteMs: null,
      message: 'We have begun.',
      messageMs: at(1),
      next: null,
      providerName: null,
      contact: null,
      accent: null,
      tenant: TENANT,
      state: 'active',
      stateMs: at(1),
      stateBy: 'Olga',
      createdMs: at(1),
      createdBy: 'Olga',
      runs: [{ sessionId: sessionId(1), addedMs: at(1), addedBy: 'Olga', recorded: null }],
      aliases: new Map([['vm01', 'Accounting']]),
      updates: [],
    })
    expect(await byToken('token 1')).toEqual({ link, replaced: false })
    expect(await byToken('token 2')).toBeNull()
    expect(await store().findShareLink('nobody made it')).toBeNull()
  })

  it('belong to one Enterprise Manager', async () => {
    const id = await create()
    const other = await open('https://other.example')
    expect(await other.findShareLinkByToken('token 1')).toBeNull()
    expect(await other.findShareLink(id)).toBeNull()
    expect(await other.listShareLinks()).toEqual([])
    expect(await other.revokeShareLink(id, later(2))).toBe(false)
    expect(await other.changeShareLink(id, { label: 'mine' }, at(2))).toBe(false)
    expect(await other.setShareLinksOfTenant(TENANT.id, 'revoked', later(2))).toEqual([])
    expect((await find(id)).state).toBe('active')
  })

  it('are listed newest first', async () => {
    const first = await create(1)
    const second = await store().createShareLink(makeShareLink(2), later(1))
    const third = await store().createShareLink(makeShareLink(3), later(7))
    const listed = await store().listShareLinks()
    expect(listed.map((link) => link.id)).toEqual([third, second, first])
    expect(listed[2]).toEqual(await find(first))
  })

  it('tell of a run what the record holds', async () => {
    const id = await create(1)
    await store().writeSessions([makeWrite(1)])
    const { recorded } = (await find(id)).runs[0] ?? {}
    expect(recorded).toMatchObject({ running: true, name: expect.any(String), endMs: null })
  })

  it('do not call a run running that Enterprise Manager has dropped', async () => {
    const id = await create(2)
    await store().writeSessions([makeUnlisted(2)])
    expect((await find(id)).runs[0]?.recorded).toMatchObject({ running: false })
  })

  describe('that are changed', () => {
    it('keep what is not named', async () => {
      const id = await create(1, { contact: 'Call us', next: 'Wait.' })
      const before = await find(id)
      await store().changeShareLink(id, { label: 'Other', next: null }, at(5))
      expect(await find(id)).toEqual({ ...before, label: 'Other', next: null })
    })

    it('note when a message took its words, and forget it with the message', async () => {
      const id = await create()
      await store().changeShareLink(id, { message: 'Now', failureNote: 'We look into it.' }, at(5))
      expect(await find(id)).toMatchObject({ messageMs: at(5), failureNoteMs: at(5) })
      await store().changeShareLink(id, { message: null, label: 'x' }, at(6))
      expect(await find(id)).toMatchObject({ message: null, messageMs: null, failureNoteMs: at(5) })
    })

    it('get another passcode version with each passcode, and with its end', async () => {
      const id = await create(1, { passcodeHash: 'one' })
      await store().changeShareLink(id, { label: 'x' }, at(2))
      expect(await find(id)).toMatchObject({ passcodeVersion: 0 })
      await store().changeShareLink(id, { passcodeHash: 'two' }, at(3))
      await store().changeShareLink(id, { passcodeHash: null }, at(4))
      expect(await find(id)).toMatchObject({ passcodeHash: null, passcodeVersion: 2 })
    })

    it('keep other aliases', async () => {
      const id = await create()
      await store().changeShareLink(id, { aliases: new Map([['vm02', 'Shop']]) }, at(2))
      await store().changeShareLink(id, { aliases: new Map([['vm01', 'Books']]) }, at(3))
      expect((await find(id)).aliases).toEqual(
        new Map([
          ['vm01', 'Books'],
          ['vm02', 'Shop'],
        ]),
      )
    })

    it('take texts that no index and no database would', async () => {
      const id = await create(1, { label: 'a\0b', message: '🏢'.repeat(500) })
      expect(await find(id)).toMatchObject({ label: 'a\uFFFDb', message: '🏢'.repeat(500) })
    })
  })

  describe('and their tokens', () => {
    it('know an old one as replaced', async () => {
      const id = await create()
      expect(await store().replaceShareToken(id, 'newer', at(2))).toBe(true)
      expect(await byToken('token 1')).toMatchObject({ replaced: true, link: { id } })
      expect(await byToken('newer')).toMatchObject({ replaced: false, link: { id } })
      expect(await store().check()).toEqual([])
    })

    it('are paused under the same, and go on under another', async () => {
      const id = await create()
      expect(await store().pauseShareLink(id, later(2))).toBe(true)
      expect(await store().pauseShareLink(id, later(3))).toBe(false)
      expect(await byToken('token 1')).toMatchObject({
        replaced: false,
        link: { state: 'paused', stateMs: at(2), stateBy: 'Otto' },
      })
      expect(await store().resumeShareLink(id, 'newer', later(4))).toBe(true)
      expect(await store().resumeShareLink(id, 'newest', later(5))).toBe(false)
      expect(await byToken('token 1')).toMatchObject({ replaced: true })
      expect(await byToken('newer')).toMatchObject({ replaced: false, link: { state: 'active' } })
      expect(await byToken('newest')).toBeNull()
      expect(await store().check()).toEqual([])
    })

    it('are withdrawn for good', async () => {
      const id = await create()
      expect(await store().revokeShareLink(id, later(2))).toBe(true)
      expect(await store().revokeShareLink(id, later(3))).toBe(false)
      expect(await store().resumeShareLink(id, 'newer', later(4))).toBe(false)
      expect(await store().replaceShareToken(id, 'newer', at(4))).toBe(false)
      expect(await store().pauseShareLink(id, later(4))).toBe(false)
      expect(await store().changeShareLink(id, { label: 'back' }, at(4))).toBe(false)
      expect(await find(id)).toMatchObject({ state: 'revoked', stateMs: at(2), label: 'Failover 1' })
      expect(await store().check()).toEqual([])
    })

    it('are never two in use, however many replace them at once', async () => {
      const id = await create()
      const all = Array.from({ length: 8 }, (_, n) => store().replaceShareToken(id, `token of ${n}`, at(2)))
      expect(await Promise.all(all)).toEqual(Array.from({ length: 8 }, () => true))
      expect(await store().check()).toEqual([])
    })

    it('do not take one that another link has', async () => {
      const id = await create(1)
      await create(2)
      await expect(store().replaceShareToken(id, 'token 2', at(2))).rejects.toThrow(/share_tokens/)
      expect(await byToken('token 1')).toMatchObject({ replaced: false, link: { id } })
    })
  })

  it('of one tenant are paused and withdrawn together', async () => {
    const other = { id: sessionId(77), name: 'Other' }
    const [a, b, c, d] = [
      await create(1),
      await create(2),
      await create(3),
      await create(4, { tenant: other }),
    ]
    await store().revokeShareLink(c, later(2))
    const paused = await store().setShareLinksOfTenant(TENANT.id, 'paused', later(3))
    expect(paused.map(({ id }) => id).sort()).toEqual([a, b].sort())
    const revoked = await store().setShareLinksOfTenant(TENANT.id, 'revoked', later(4))
    expect(revoked.map(({ label }) => label).sort()).toEqual(['Failover 1', 'Failover 2'])
    expect(await find(c)).toMatchObject({ stateMs: at(2) })
    expect(await find(d)).toMatchObject({ state: 'active' })
  })

  it('belong to the tenant of their first run, also where that is learnt later', async () => {
    const id = await create(1, { tenant: null })
    const { no } = await find(id)
    expect(await find(id)).toMatchObject({ tenant: null })
    expect(await store().setShareLinksOfTenant(TENANT.id, 'paused', later(2))).toEqual([])
    await store().writeSessions([makeFullWrite(2)])
    await store().addShareRun(no, { sessionId: sessionId(2), by: 'Otto', atMs: at(3) })
    expect(await find(id), 'by a later run').toMatchObject({ tenant: null })
    expect(await store().setShareLinksOfTenant(TENANT.id, 'paused', later(4))).toEqual([])
    await store().writeSessions([makeFullWrite(1)])
    expect(await find(id)).toMatchObject({ tenant: TENANT })
    expect(await store().setShareLinksOfTenant(TENANT.id, 'paused', later(5))).toMatchObject([{ id }])
  })

  it('have runs in the order in which they were added, whatever the clock says', async () => {
    const id = await create(5)
    const { no } = await find(id)
    const add = (n: number, seconds: number) =>
      store().addShareRun(no, { sessionId: sessionId(n), by: 'Otto', atMs: at(seconds) })
    expect(await add(9, 1)).toBe('added')
    expect(await add(3, 1)).toBe('added')
    expect(await add(1, -500)).toBe('added')
    expect(await add(9, 20)).toBe('there_already')
    const runs = async () => (await find(id)).runs.map((run) => run.sessionId)
    expect(await runs()).toEqual([5, 9, 3, 1].map(sessionId))
    expect(await store().removeShareRun(no, sessionId(9))).toBe('removed')
    expect(await store().removeShareRun(no, sessionId(9))).toBe('not_there')
    expect(await store().removeShareRun(no, sessionId(1))).toBe('removed')
    expect(await store().removeShareRun(no, sessionId(3))).toBe('removed')
    expect(await store().removeShareRun(no, sessionId(5))).toBe('last_one')
    expect(await runs()).toEqual([sessionId(5)])
  })

  it('have updates, newest first; what is taken back stays in the record', async () => {
    const id = await create()
    const { no } = await find(id)
    const write = (text: string, seconds: number) =>
      store().writeShareUpdate(no, { author: 'Nordwind', writtenBy: 'Otto', text, atMs: at(seconds) })
    const first = await write('We have begun.', 2)
    const second = await write('Half is done.', 3)
    expect((await find(id)).updates).toEqual([
      { id: second, atMs: at(3), author: 'Nordwind', writtenBy: 'Otto', text: 'Half is done.' },
      { id: first, atMs: at(2), author: 'Nordwind', writtenBy: 'Otto', text: 'We have begun.' },
    ])
    expect(await store().removeShareUpdate(no, second, at(4))).toBe(true)
    expect(await store().removeShareUpdate(no, second, at(5))).toBe(false)
    expect(await store().removeShareUpdate(no + 1, first, at(5))).toBe(false)
    expect((await find(id)).updates.map((update) => update.id)).toEqual([first])
    expect(await counts()).toMatchObject({ share_updates: 2 })
  })

  it('have aliases that are numbered once and move with the name', async () => {
    const id = await create()
    const { no } = await find(id)
    await store().noteShareAliases(no, { fresh: new Map([['\u0001key', 'Server 2']]), dropped: [] })
    expect(await store().readShareAliases(no)).toEqual(
      new Map([
        ['vm01', 'Accounting'],
        ['\u0001key', 'Server 2'],
      ]),
    )
    await store().noteShareAliases(no, { fresh: new Map([['vm02', 'Server 2']]), dropped: ['\u0001key'] })
    expect((await find(id)).aliases).toEqual(
      new Map([
        ['vm01', 'Accounting'],
        ['vm02', 'Server 2'],
      ]),
    )
    const many = new Map(Array.from({ length: 2_500 }, (_, n) => [`vm ${n}`, `Server ${n}`]))
    await store().noteShareAliases(no, { fresh: many, dropped: [] })
    expect((await store().readShareAliases(no)).size).toBe(2_502)
  })

  it('keep their moments to the millisecond', async () => {
    const id = await store().createShareLink(makeShareLink(1), { by: 'Olga', atMs: at(1) + 123 })
    expect(utc((await find(id)).createdMs)).toMatch(/\.123Z$/)
  })
})
