import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at, makeFullWrite, makeUnlisted, PLAN, sessionId } from './samples'
import { makeShareLink } from './share-samples'

describeOnEngines('checking the record', ({ engine, store, open, sql: run }) => {
  const fill = async () => {
    await store().writeSessions([makeFullWrite(1), makeUnlisted(2)])
    await store().setPlanTarget({ planId: PLAN.id, rtoMs: 1, rpoMs: null, setBy: 'a', setAtMs: 1 })
    await store().keepReport(sessionId(1), { sha256: 'a', json: '{}', final: false, asOfMs: 1, keptAtMs: 1 })
    await store().createShareLink(makeShareLink(1), { by: 'Olga', atMs: at(1) })
  }

  it('finds nothing in a good one, full or empty', async () => {
    expect(await store().check()).toEqual([])
    await fill()
    expect(await store().check()).toEqual([])
  })

  it.each([
    ['1 rows of one session under the same key', sql`update task_sessions set key = 'x' where no in (1, 2)`],
    ['1 samples of VMs that have no row', sql`update task_samples set task_no = 99 where task_no = 1`],
    ['1 transitions of VMs that have no row', sql`update transitions set task_no = 99 where task_no = 1`],
    ['1 transitions that change nothing', sql`update transitions set from_word = to_word where task_no = 0`],
    ['1 gaps that end before they begin', sql`update gaps set to_ms = from_ms - 1`],
    [
      '1 Enterprise Managers whose number of unlisted sessions is wrong',
      sql`update enterprise_managers set unlisted_sessions = 7`,
    ],
    [
      '1 share links with two tokens in use',
      sql`insert into share_tokens (em_id, link_no, token_hash, made_ms)
        select em_id, link_no, 'another', made_ms from share_tokens`,
    ],
    ['1 share links without a token in use', sql`update share_tokens set ended_ms = 1`],
    ['1 share links that show no run', sql`delete from share_runs`],
  ])('says: %s', async (fault, harm) => {
    await fill()
    await run(harm)
    expect(await store().check()).toEqual([fault])
  })

  describe('with rows of two Enterprise Managers', () => {
    it.each([
      'task_sessions',
      'session_samples',
      'task_samples',
      'transitions',
      'gaps',
      'replica_points',
      'reports',
    ])('says which rows of %s name the wrong one', async (table) => {
      await fill()
      await open('https://other.example')
      await run(sql`update ${sql.table(table)} set em_id = (select max(id) from enterprise_managers)`)
      expect(await store().check()).toEqual([
        expect.stringMatching(/^\d+ rows that name another Enterprise Manager than their session$/),
      ])
    })

    it.each(['acknowledgements', 'run_notes', 'finalisations'])(
      'says which rows of %s name another one than their run',
      async (table) => {
        await fill()
        const said = { id: sessionId(1), by: 'Olga', atMs: at(1) }
        const failure = { key: 'a', vmName: 'vm01', startUtc: null, message: null }
        await store().acknowledge({ ...said, failures: [failure], reason: 'known' })
        await store().writeRunNote({ ...said, text: 'a', publish: [] })
        await store().recordFinalisation({ ...said, outcome: 'undone', note: null, seenAtMs: null })
        await open('https://other.example')
        await run(sql`update ${sql.table(table)} set em_id = (select max(id) from enterprise_managers)`)
        expect(await store().check()).toEqual([
          '1 rows that name another Enterprise Manager than their session',
        ])
      },
    )

    it.each(['share_tokens', 'share_runs', 'share_aliases', 'share_updates', 'share_views'])(
      'says which rows of %s name another one than their link',
      async (table) => {
        await fill()
        const link = await store().findShareLinkByToken(makeShareLink(1).tokenHash)
        const no = link?.link.no ?? 0
        await store().writeShareUpdate(no, { author: '', writtenBy: 'Olga', text: 'a', atMs: at(1) })
        await store().noteShareView(no, { viewer: 'a', client: 'b', atMs: at(1), opened: 1 })
        await open('https://other.example')
        await run(sql`update ${sql.table(table)} set em_id = (select max(id) from enterprise_managers)`)
        expect(await store().check()).toEqual([
          expect.stringMatching(/^\d+ rows that name another Enterprise Manager than their share link$/),
        ])
      },
    )
  })

  it.runIf(engine === 'sqlite')('says when a row belongs to nothing', async () => {
    await fill()
    await run(sql`pragma foreign_keys = off`)
    await run(sql`update gaps set session_no = 4711`)
    await run(sql`pragma foreign_keys = on`)
    expect(await store().check()).toEqual(['A row of gaps belongs to nothing'])
  })
})
