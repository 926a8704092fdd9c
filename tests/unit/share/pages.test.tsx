import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { countsOf, letter, speechIn } from './letters'
import { RefusalPage } from '@/components/share/refusal-page'
import { ShareLetter } from '@/components/share/share-letter'
import { say } from '@/components/share/speech'
import {
  FAILURE_CLASSES,
  SHARE_LANGUAGES,
  type ShareLanguage,
  type ShareReply,
} from '@/lib/api/share-replies'

/** What can be read of a page, as without scripts. */
function read(node: ReactNode): string {
  return renderToStaticMarkup(node)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ')
}

/** Noon in UTC, as the link's zone has it. */
const NOON = { clock: '13:00:00', zone: 'Europe/Berlin' }

function open(language: ShareLanguage, changed: Partial<ShareReply> = {}, props = {}): ReactNode {
  return (
    <ShareLetter
      token="token"
      speech={speechIn(language)}
      reply={letter(changed)}
      ageMs={1_000}
      run={1}
      runs={[{ startedAtUtc: null }]}
      isRunAsked={false}
      expiresAfterEndHours={72}
      {...props}
    />
  )
}

const server = (changed: Partial<ShareReply['servers'][number]>): ShareReply['servers'][number] => ({
  name: 'dc01',
  outcome: 'succeeded',
  progress: 100,
  startedAtUtc: '2026-11-25T11:50:00.000Z',
  endedAtUtc: '2026-11-25T11:53:06.000Z',
  failureClass: null,
  ...changed,
})

const ALL_SERVERS = [
  server({}),
  server({ name: 'sql01', outcome: 'warning' }),
  server({ name: 'web01', outcome: 'working', progress: 54, endedAtUtc: null }),
  server({ name: 'web02', outcome: 'waiting', progress: 0, endedAtUtc: null }),
  server({ name: 'old01', outcome: 'unknown' }),
  ...FAILURE_CLASSES.map((failureClass) =>
    server({ name: `bad-${failureClass}`, outcome: 'failed', failureClass }),
  ),
  server({ name: 'withheld', outcome: 'failed' }),
]

describe.each(SHARE_LANGUAGES)('the page in %s', (language) => {
  const { texts } = speechIn(language)

  it('says all of every kind of server, with nothing left to fill in', () => {
    const text = read(
      open(language, {
        counts: countsOf({ succeeded: 1, warning: 1, working: 1, waiting: 1, unknown: 1, failed: 9 }),
        servers: ALL_SERVERS,
      }),
    )
    for (const word of Object.values(texts.server.status)) expect(text).toContain(word)
    for (const word of Object.values(texts.server.failure)) expect(text).toContain(word)
    expect(text).toContain(texts.server.attention)
    expect(text).not.toMatch(/[{}]|undefined|null|NaN|Invalid/)
  })

  it.each(['live', 'late', 'stale', 'lost', 'final'] as const)(
    'names the level %s and both ages',
    (level) => {
      const ageMs = level === 'stale' || level === 'lost' ? 600_000 : 1_000
      const text = read(open(language, { freshness: { ...letter().freshness, level } }, { ageMs }))
      expect(text).toContain(texts.level[level])
      expect(text).toContain('12:04:31 UTC')
      expect(text.includes('13:03:50')).toBe(level !== 'final')
    },
  )

  it('names both ages of what was read just now and collected long ago', () => {
    const freshness = { ...letter().freshness, level: 'stale' as const }
    const text = read(open(language, { freshness, startedAtUtc: null, servers: [] }))
    expect(text).toContain('12:03:50 UTC')
    expect(text).toContain('13:04:31')
    expect(text).not.toContain(say(speechIn(language), texts.notice.newestKnown, NOON))
  })

  it('is never as of a moment before what it tells, however old the collection', () => {
    const text = read(
      open(language, {
        startedAtUtc: '2026-11-25T12:00:00.000Z',
        servers: [],
        freshness: {
          level: 'stale',
          observedAtUtc: '2026-11-25T12:04:31.000Z',
          collectedAtUtc: '2026-11-25T09:14:05.000Z',
        },
      }),
    )
    const speech = speechIn(language)
    const { notice, state } = texts
    expect(text).toContain(say(speech, state.was, { ...NOON, clock: '13:00' }))
    expect(text).toContain('12:00:00 UTC')
    expect(text).not.toContain('09:14:05 UTC')
    expect(text).toContain(
      [
        say(speech, notice.notCollected, { ...NOON, clock: '10:14:05' }),
        say(speech, notice.newestKnown, NOON),
        notice.unknownSince,
      ].join(texts.join),
    )
  })

  it.each(['unknown', 'expired', 'revoked', 'paused', 'replaced', 'locked', 'unavailable', 'gone'] as const)(
    'has its own words and one next step for %s',
    (kind) => {
      const contact = kind === 'unknown' ? null : { providerName: 'Nordwind', contact: '+49 40 555 0199' }
      const text = read(<RefusalPage speech={speechIn(language)} kind={kind} contact={contact} token="t" />)
      expect(text).toContain(texts.refusal[kind].title)
      expect(text).toContain(texts.refusal.nextHeading)
      expect(text).not.toMatch(/[{}]|undefined|null/)
      expect(text.includes('Nordwind')).toBe(kind !== 'unknown')
      expect(text.includes('+49 40 555 0199')).toBe(kind !== 'unknown')
    },
  )
})

describe('the letter', () => {
  it('puts the words of the provider in the place of its own, as they were written', () => {
    const text = read(
      open('en', {
        next: 'Web servers come next.',
        updates: [
          {
            atUtc: '2026-11-25T12:02:00Z',
            author: 'M. Krüger',
            text: '<b>We</b> are on it.',
            about: 'failures',
          },
          { atUtc: '2026-11-24T23:30:00Z', author: null, text: 'Begun.', about: 'update' },
          { atUtc: '2026-11-24T20:30:00Z', author: null, text: 'Ready.', about: 'update' },
        ],
      }),
    )
    expect(text).toContain('Web servers come next.')
    expect(text).not.toContain('provisional')
    expect(text).toContain('<b>We</b> are on it. 13:02 · M. Krüger, Nordwind Cloud')
    expect(text).toContain('About the servers that need attention')
    // The same day in Berlin, another one in UTC; and the day before in both.
    expect(text).toContain('Begun. 00:30 · Nordwind Cloud')
    expect(text).toContain('Ready. 24 November 2026, 21:30 · Nordwind Cloud')
  })

  it('tells when it ends: by the rule while the run goes on, then by the moment', () => {
    expect(read(open('en'))).toContain('This link ends 72 hours after the end of the failover.')
    const moment = 'This link ends on 28 November 2026, 13:00 (Europe/Berlin).'
    expect(read(open('en', {}, { expiresAfterEndHours: null }))).toContain(moment)
    expect(read(open('en', { outcome: { kind: 'ended', result: 'success', tag: null } }))).toContain(moment)
  })

  it('links what can be dialled or written to, and nothing else', () => {
    const html = renderToStaticMarkup(
      open('en', {
        contact: 'Desk 2026-11, +49 (40) 555-0199 or help@nordwind.example; javascript:alert(1)',
      }),
    )
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'tel:+49405550199',
      'mailto:help@nordwind.example',
    ])
  })

  it('lists several runs, newest first, each with its address', () => {
    const runs = [{ startedAtUtc: '2026-11-25T10:00:00Z' }, { startedAtUtc: null }]
    const html = renderToStaticMarkup(open('en', {}, { runs, run: 1 }))
    expect(html).toContain('href="?run=2"')
    expect(html.indexOf('Run 2')).toBeLessThan(html.indexOf('Run 1, 25 November 2026, 11:00 (Europe/Berlin)'))
    expect(html).toContain('You see an earlier run.')
    expect(renderToStaticMarkup(open('en'))).not.toContain('?run=')
  })

  it('draws one mark for each server up to sixty, and shares beyond', () => {
    const marks = (waiting: number): number =>
      (renderToStaticMarkup(open('en', { counts: countsOf({ waiting }) })).match(/ages-fill/g) ?? []).length
    expect(marks(60)).toBe(60)
    expect(marks(300)).toBe(1)
  })
})
