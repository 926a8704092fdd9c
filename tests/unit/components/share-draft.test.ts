import { afterEach, describe, expect, it, vi } from 'vitest'
import { aliasOf, changedAliases, toVmNames } from '@/components/share-links/aliases'
import {
  emptyDraft,
  findFaults,
  type LinkDraft,
  toChangeBody,
  toCreateBody,
  toDraft,
  toLocalInput,
} from '@/components/share-links/link-draft'
import { filterLinks, toTenants } from '@/components/share-links/link-filter'
import { toOffers } from '@/components/share-links/link-offers'
import { makePasscode } from '@/components/share-links/make-passcode'
import { readLogo } from '@/components/share-links/read-logo'
import { toSignature } from '@/components/share-links/signature'
import { changeShareLinkBody, createShareLinkBody, providerBody } from '@/lib/api/share-replies'
import { NOW_MS, SESSION_ID, utc } from './fixtures'
import { makeLink, TENANT } from './share-fixtures'

const HOUR_MS = 3_600_000
const draftOf = (spec: Partial<LinkDraft> = {}): LinkDraft => ({
  ...emptyDraft('Failover of ABC Company', 'Europe/Berlin'),
  ...spec,
})

describe('a new link', () => {
  it('is sent as the server takes it, and asks for nothing that was not chosen', () => {
    const body = toCreateBody(SESSION_ID, draftOf())
    expect(createShareLinkBody.parse(body)).toEqual(body)
    expect(body).toMatchObject({ sessionId: SESSION_ID, expiresAtUtc: null, message: null, accent: null })
    expect(body).not.toHaveProperty('passcode')
  })

  it('sends trimmed texts, its passcode and a moment in UTC', () => {
    const endMs = NOW_MS + 5 * HOUR_MS
    const body = toCreateBody(
      SESSION_ID,
      draftOf({
        label: '  ABC  ',
        message: ' Hello \n there ',
        passcode: { kind: 'set', text: ' K7QM-2XRT ' },
        end: { kind: 'at', local: toLocalInput(endMs) },
      }),
    )
    expect(createShareLinkBody.parse(body)).toEqual(body)
    expect(body).toMatchObject({ label: 'ABC', message: 'Hello \n there', passcode: 'K7QM-2XRT' })
    // The input is as fine as a minute.
    expect(body.expiresAtUtc).toBe(utc(Math.floor(endMs / 60_000) * 60_000))
  })

  it.each([
    ['an empty label', { label: '   ' }, 'label'],
    ['a zone that is none', { timeZone: 'Europe/Nowhere' }, 'timeZone'],
    ['no zone', { timeZone: '' }, 'timeZone'],
    ['a moment that is over', { end: { kind: 'at', local: toLocalInput(NOW_MS - HOUR_MS) } }, 'end'],
    ['no moment', { end: { kind: 'at', local: '' } }, 'end'],
    ['a passcode of three signs', { passcode: { kind: 'set', text: 'abc ' } }, 'passcode'],
    ['a colour by name', { accent: 'teal' }, 'accent'],
  ] as const)('is not sent with %s', (_, spec, field) => {
    expect(Object.keys(findFaults(draftOf(spec), NOW_MS))).toEqual([field])
  })

  it('has no fault as it is proposed', () => {
    expect(findFaults(draftOf(), NOW_MS)).toEqual({})
  })
})

describe('a change', () => {
  const link = makeLink({ message: 'As it was', hasPasscode: true, contact: 'On call' })

  it('of nothing sends nothing', () => {
    expect(toChangeBody(link, toDraft(link))).toEqual({})
  })

  it('sends what was changed and nothing else', () => {
    const body = toChangeBody(link, { ...toDraft(link), message: '', vms: 'aliases' })
    expect(changeShareLinkBody.parse(body)).toEqual(body)
    expect(body).toEqual({ message: null, show: { vms: 'aliases', failures: 'classified' } })
  })

  it('takes a passcode away, replaces it, or keeps it', () => {
    const withPasscode = (passcode: LinkDraft['passcode']) =>
      toChangeBody(link, { ...toDraft(link), passcode })
    expect(withPasscode({ kind: 'none' })).toEqual({ passcode: null })
    expect(withPasscode({ kind: 'set', text: 'K7QM-2XRT' })).toEqual({ passcode: 'K7QM-2XRT' })
    expect(withPasscode({ kind: 'keep' })).toEqual({})
    const open = makeLink({ hasPasscode: false })
    expect(toChangeBody(open, toDraft(open))).toEqual({})
  })

  it('leaves an end alone that is over already and was not touched', () => {
    const ended = makeLink({
      expiresAfterEndHours: null,
      expiresAtUtc: utc(NOW_MS - HOUR_MS),
      state: 'expired',
    })
    const draft = { ...toDraft(ended), label: 'Another' }
    expect(findFaults(draft, NOW_MS, toDraft(ended))).toEqual({})
    expect(findFaults(draft, NOW_MS)).toEqual({ end: true })
    expect(toChangeBody(ended, draft)).toEqual({ label: 'Another' })
  })

  it('sends no end that only lost its seconds in the form', () => {
    const precise = makeLink({ expiresAfterEndHours: null, expiresAtUtc: '2026-11-27T10:11:12.345Z' })
    expect(toChangeBody(precise, toDraft(precise))).toEqual({})
  })
})

describe('links to which a run can be added', () => {
  const session = { id: 'run', name: 'Plan', tenant: TENANT }
  const mine = makeLink({ id: 'mine' })
  const paused = makeLink({ id: 'paused', state: 'paused' })
  const foreign = makeLink({ id: 'foreign', tenant: { id: 'other', name: 'UCM' } })
  const unknown = makeLink({ id: 'unknown', tenant: null })
  const over = makeLink({ id: 'over', state: 'expired' })
  const revoked = makeLink({ id: 'revoked', state: 'revoked' })
  const links = [mine, paused, foreign, unknown, over, revoked]
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)

  it('are those of the same tenant; another tenant’s is never offered', () => {
    const offers = toOffers(session, links)
    expect(ids(offers.sameTenant)).toEqual(['mine', 'paused'])
    expect(ids(offers.unsure)).toEqual(['unknown'])
    expect(ids(offers.showing)).toEqual([])
  })

  it('are all unsure where the tenant of the run is unknown', () => {
    const offers = toOffers({ ...session, tenant: null }, links)
    expect(ids(offers.sameTenant)).toEqual([])
    expect(ids(offers.unsure)).toEqual(['mine', 'paused', 'foreign', 'unknown'])
  })

  it('are told apart from those that show it already', () => {
    const offers = toOffers({ ...session, id: SESSION_ID }, links)
    expect(ids(offers.showing)).toEqual(['mine', 'paused', 'foreign', 'unknown', 'over'])
    expect(ids(offers.sameTenant)).toEqual([])
  })
})

describe('the list', () => {
  const links = [
    makeLink({ id: 'old', createdAtUtc: utc(NOW_MS - 9 * HOUR_MS), label: 'Überlauf', createdBy: 'Ann' }),
    makeLink({ id: 'new', createdAtUtc: utc(NOW_MS), state: 'paused' }),
    makeLink({ id: 'gone', createdAtUtc: utc(NOW_MS - HOUR_MS), state: 'revoked', tenant: null }),
  ]
  it.each([
    [{ state: 'all', text: '' }, ['new', 'gone', 'old']],
    [{ state: 'paused', text: '' }, ['new']],
    [{ state: 'all', text: ' über ' }, ['old']],
    [{ state: 'all', text: 'ann' }, ['old']],
    [{ state: 'paused', text: 'über' }, []],
    [{ state: 'all', text: SESSION_ID.slice(0, 8) }, ['new', 'gone', 'old']],
  ] as const)('with %o shows %o, newest first', (filter, ids) => {
    expect(filterLinks(links, filter).map(({ id }) => id)).toEqual(ids)
  })

  it('counts per tenant what a command would touch', () => {
    expect(toTenants(links)).toEqual([{ ...TENANT, pausable: 1, revocable: 2 }])
  })
})

describe('VM names', () => {
  it('stand once, in plan order, and those that only have an alias last', () => {
    const runs = [[{ vmName: 'dc01' }, { vmName: null }, { vmName: 'sql01' }], [{ vmName: 'sql01' }]]
    expect(toVmNames(runs, { gone: 'Old server', dc01: 'A' })).toEqual(['dc01', 'sql01', 'gone'])
  })

  it('send what was typed and differs; an emptied one stays', () => {
    const aliases = { dc01: 'A', sql01: 'B' }
    expect(changedAliases(aliases, { dc01: ' A ', sql01: ' ', web01: ' C ' })).toEqual({ web01: 'C' })
  })

  it('may be words that every object knows', () => {
    expect(aliasOf({}, 'constructor')).toBeNull()
    expect(changedAliases({}, { constructor: 'A' })).toEqual({ constructor: 'A' })
  })
})

describe('a passcode', () => {
  afterEach(() => vi.restoreAllMocks())

  it('has two groups of four signs that nobody mistakes', () => {
    for (let turn = 0; turn < 200; turn += 1) {
      expect(makePasscode()).toMatch(/^[A-HJKMNP-RT-Z2346-9]{4}-[A-HJKMNP-RT-Z2346-9]{4}$/)
    }
  })

  it('draws again what would make some signs likelier', () => {
    const draws = [255, 0, 250, 28, 231, 29, 1, 2, 3, 4, 5]
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint8Array) array[0] = draws.shift() ?? 0
      return array
    })
    // 255 and 250 are beyond the last whole multiple of 29.
    expect(makePasscode()).toBe('A99A-BCDE')
  })
})

describe('a logo', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]
  const webp = [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]
  const fileOf = (bytes: readonly number[], type = '') => new Blob([new Uint8Array(bytes)], { type })

  it.each([
    ['image/png', png],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/webp', webp],
  ])('is %s by its bytes, whatever its name says', async (type, bytes) => {
    const read = await readLogo(fileOf(bytes, 'text/plain'))
    expect(read).toEqual({ logo: { type, base64: Buffer.from(bytes).toString('base64') } })
    expect(providerBody.shape.logo.safeParse('logo' in read ? read.logo : undefined).success).toBe(true)
  })

  it.each([
    [
      'an SVG that calls itself a PNG',
      fileOf([...Buffer.from('<svg onload="alert(1)"/>')], 'image/png'),
      'type',
    ],
    ['a RIFF file that is no picture', fileOf([...webp.slice(0, 8), 0x41, 0x56, 0x49, 0x20]), 'type'],
    ['an empty file', fileOf([]), 'empty'],
    ['one byte too many', fileOf([...png, ...Array.from({ length: 40_001 - png.length }, () => 0)]), 'size'],
  ])('is refused: %s', async (_, file, fault) => {
    expect(await readLogo(file)).toEqual({ fault })
  })

  it('of exactly 40 kB fits what the server takes', async () => {
    const read = await readLogo(fileOf([...png, ...Array.from({ length: 40_000 - png.length }, () => 0)]))
    expect(providerBody.shape.logo.safeParse('logo' in read ? read.logo : undefined).success).toBe(true)
  })
})

it.each([
  ['SRV-EM06\\maria', 'maria'],
  ['maria@corp.local', 'maria'],
  ['Maria Krüger', 'Maria Krüger'],
  ['@home', '@home'],
])('%s signs as %s', (name, signature) => {
  expect(toSignature(name)).toBe(signature)
})
