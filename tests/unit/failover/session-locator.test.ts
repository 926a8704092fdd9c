import { describe, expect, it } from 'vitest'
import { parseSessionId } from '@/lib/failover/ids'
import { findSession, OTHER_THINGS } from '@/lib/failover/session-locator'

const ID = 'a986d473-bc6a-4f55-a6f5-c8f1e70ee393'
const OTHER_ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
const EM = 'https://em.example:9398/api'

describe('findSession', () => {
  it.each([
    ID,
    ` ${ID.toUpperCase()}\n`,
    `{${ID}}`,
    `%7B${ID}%7D`,
    ID.replaceAll('-', ''),
    `{${ID.replaceAll('-', '').toUpperCase()}}`,
    `urn:veeam:CloudFailoverSession:${ID}`,
    `URN:VEEAM:CLOUDFAILOVERSESSION:${ID.toUpperCase()}`,
    `urn:veeam:CloudFailoverSession:${ID}/`,
    `urn:veeam:CloudFailoverSession:{${ID.toUpperCase()}}`,
    `“urn:veeam:CloudFailoverSession:${ID}”,`,
    `UID="urn:veeam:CloudFailoverSession:${ID}"`,
    `${EM}/cloud/failoverSessions/${ID}`,
    `${EM}/cloud/failoverSessions/${ID}?format=Entity`,
    `"${EM}/cloud/FAILOVERSESSIONS/${ID}?format=Entity"`,
    `${EM}/cloud/failoverSessions/{${ID}}.`,
    `http://local.host:9399/api/cloud/failoverSessions/${ID}`,
    `https://proxy.example/veeam/api/cloud/failoverSessions/${ID}`,
    `https://em.example:9398//api/cloud/failoverSessions/${ID}`,
    `//em.example:9398/api/cloud/failoverSessions/${ID}`,
    `/api/cloud/failoverSessions/${ID}/taskSessions`,
    `/cloud/failoverSessions/${ID}`,
    `<Link Href="${EM}/cloud/failoverSessions/${ID}" Rel="Alternate" />`,
    `href=${EM}/cloud/failoverSessions/${ID}`,
    ` http://localhost:3000/sessions/${ID} `,
    `https://monitor.example/sessions/${ID}#top`,
    `https://monitor.example/sessions/${ID}/report?vm=${OTHER_ID}`,
    `https://monitor.example/api/sessions/${ID}/history`,
    `/sessions/${ID}`,
    `(see ${ID}).`,
    `id: '${ID}'`,
    `${ID} ${ID.toUpperCase()}`,
    // The session's own XML names its backup server too.
    `<CloudFailoverSession Href="${EM}/cloud/failoverSessions/${ID}?format=Entity" UID="urn:veeam:CloudFailoverSession:${ID}"><Links><Link Href="${EM}/backupServers/${OTHER_ID}" Rel="Up" /></Links>`,
  ])('finds the session in %s', (text) => {
    expect(findSession(text)).toEqual({ id: ID })
  })

  it.each([
    [`${EM}/backupSessions/${ID}`, 'backup_session'],
    [`${EM}/backupSessions/${ID}/taskSessions`, 'backup_session'],
    [`${EM}/backupTaskSessions/${ID}?format=Entity`, 'backup_task_session'],
    [`${EM}/replicaSessions/${ID}`, 'replica_session'],
    [`${EM}/replicaTaskSessions/${ID}`, 'replica_task_session'],
    [`${EM}/restoreSessions/${ID}`, 'restore_session'],
    [`${EM}/systemSessions/${ID}/events`, 'system_session'],
    [`${EM}/logonSessions/${ID}`, 'logon_session'],
    [`${EM}/cloud/cloudFailoverPlans/${ID}?action=start`, 'plan'],
    [`${EM}/cloud/tenants/${ID}`, 'tenant'],
    [`${EM}/cloud/replicas/${ID}/vmReplicaPoints`, 'replica'],
    [`${EM}/cloud/vmReplicaPoints/${ID}`, 'replica_point'],
    [`https://monitor.example/replica-points/${ID}`, 'replica_point'],
    [`${EM}/backupServers/${ID}/sessions`, 'backup_server'],
    [`/API/jobs/${ID}`, 'job'],
    // A backup server's own API, and whatever else has sessions.
    [`https://vbr.example:9419/api/v1/sessions/${ID}`, 'other_session'],
    [`${EM}/reports/sessions/${ID}`, 'other_session'],
    [`https://shop.example/checkout/sessions/${ID}`, 'other_session'],
    [`https://vbr.example:9419/api/v1/cloud/failoverSessions/${ID}`, null],
    [`https://em.example/ui?id=${ID}`, null],
    [`https://em.example/ui?to=/sessions/${ID}`, 'other_session'],
    [`https://em.example/return:/x/${ID}`, null],
  ] as const)('says what %s leads to', (text, thing) => {
    expect(findSession(text)).toEqual({ error: 'other_link', thing })
  })

  it.each([
    ['BackupJobSession', 'backup_session'],
    ['ReplicaJobSession', 'replica_session'],
    ['FailoverPlan', 'plan'],
    ['CloudFailoverPlan', 'plan'],
    ['CloudTenant', 'tenant'],
    ['CloudVmReplicaPoint', 'replica_point'],
    ['BackupServer', 'backup_server'],
    ['Unheard', null],
    ['constructor', null],
  ])('says what the URN of a %s names', (type, thing) => {
    expect(findSession(`see urn:veeam:${type}:${ID}.`)).toEqual({ error: 'other_urn', thing })
    expect(findSession(`urn:veeam:${type}:12`)).toEqual({ error: 'other_urn', thing })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    [ID.slice(0, 20), 'incomplete_guid'],
    [ID.slice(1), 'incomplete_guid'],
    [`${ID}0`, 'incomplete_guid'],
    [`urn:veeam:CloudFailoverSession:${ID.slice(0, 20)}`, 'incomplete_guid'],
    [`${EM}/cloud/failoverSessions/${ID.slice(1)}`, 'incomplete_guid'],
    [`${ID} ${OTHER_ID}`, 'several'],
    [`https://monitor.example/sessions/${ID} https://monitor.example/sessions/${OTHER_ID}`, 'several'],
    // The list finds a run by a part of its id.
    [ID.slice(0, 8), 'not_recognised'],
    ['ABC Company Failover Plan', 'not_recognised'],
    ['../../etc/passwd', 'not_recognised'],
    ['<script>', 'not_recognised'],
  ])('says what is wrong with "%s"', (text, error) => {
    expect(findSession(text)).toEqual({ error })
  })
})

/** The same numbers in every run of the test: an LCG of Numerical Recipes. */
function createDice(seed: number): <Item>(items: readonly Item[]) => Item {
  let state = seed
  return (items) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const item = items[Math.floor((state / 2 ** 32) * items.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
}

const PIECES = [
  [ID, OTHER_ID, ID.slice(3), ID.replaceAll('-', ''), ID.toUpperCase(), `{${ID}}`, `${ID}0`],
  ['urn:veeam:', 'urn:', 'CloudFailoverSession:', 'BackupJobSession:', '__proto__:', 'toString:'],
  ['https://', '//', '/', '/api', '/cloud', '/failoverSessions/', '/sessions/', '/backupSessions/'],
  ['/__proto__/', '?', '#', '&x=', '%', '%7B', '%2F', '%E0%A4%A', '..', ':', '@', '[', ']', '{', '}'],
  [' ', '\n', '\u0000', '"', '“', '\uFEFF', '\uD83D', '\u0130', '漢字', '😀', '<', '>', '\\', '$&', '_'],
].flat()

describe('whatever is pasted', () => {
  it('gives one id of the text or one known fault, never an exception', () => {
    const pick = createDice(20_261_126)
    const lengths = Array.from({ length: 12 }, (_, index) => index)
    const texts = Array.from({ length: 20_000 }, () =>
      Array.from({ length: pick(lengths) }, () => pick(PIECES)).join(''),
    )
    const answers = texts.map((text) => ({ text, found: findSession(text) }))
    const opened = answers.flatMap(({ text, found }) => ('id' in found ? [{ text, id: found.id }] : []))
    const faults = answers.flatMap(({ found }) => ('error' in found ? [found] : []))
    const hexOf = (text: string): string => text.toLowerCase().replaceAll('-', '')
    expect(opened.filter(({ id }) => parseSessionId(id) !== id)).toEqual([])
    expect(opened.filter(({ text, id }) => !hexOf(text).includes(hexOf(id)))).toEqual([])
    expect(opened.length).toBeGreaterThan(100)
    expect([...new Set(faults.map(({ error }) => error))].toSorted()).toEqual([
      'empty',
      'incomplete_guid',
      'not_recognised',
      'other_link',
      'other_urn',
      'several',
    ])
    const known = new Set<string | null>([null, ...OTHER_THINGS])
    expect(faults.filter((fault) => 'thing' in fault && !known.has(fault.thing))).toEqual([])
  })

  it('is read to its end, however long and however little of it parts one id from the next', () => {
    const joined = `${OTHER_ID}/`.repeat(20_000)
    expect(findSession(joined)).toMatchObject({ error: 'other_link' })
    const words = `${'a/'.repeat(200_000)} urn:veeam:CloudFailoverSession:${ID}`
    expect(findSession(words)).toEqual({ id: ID })
  })
})
