import { describe, expect, it } from 'vitest'
import { countsOf, letter, RUNNING, speechIn } from './letters'
import { toAsOf, toNext, toOtherAge, toStateSentence } from '@/components/share/letter-words'
import { toDuration } from '@/components/share/share-times'
import { shareTexts } from '@/lib/i18n/share/share-texts'
import { SHARE_LANGUAGES, type ShareLanguage } from '@/lib/api/share-replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
const NOW = '2026-11-25T12:04:31.000Z'

type Letter = ReturnType<typeof letter>

const STARTS: Record<ShareLanguage, RegExp> = {
  en: /\bstart/i,
  de: /gestartet|startet/i,
  fr: /démarr/i,
  es: /arranca/i,
  ja: /起動/,
}
const UNDONE: Record<ShareLanguage, RegExp> = {
  en: /being undone/,
  de: /rückgängig/,
  fr: /annulation/,
  es: /deshaciendo/,
  ja: /元に戻/,
}

function sentence(
  changed: Parameters<typeof letter>[0],
  level: FreshnessLevel = 'live',
  language: ShareLanguage = 'en',
): string {
  return plain(toStateSentence(speechIn(language), letter(changed), { level, asOfUtc: NOW }))
}

const ended = (result: 'success' | 'warning' | 'failed') => ({ kind: 'ended', result, tag: null }) as const

describe('the sentence of state', () => {
  it.each([
    [RUNNING, {}, 'Your failover is running. Nothing is known of its servers yet.'],
    [RUNNING, { waiting: 1 }, 'Your failover is running. Its server has not been started yet.'],
    [
      RUNNING,
      { working: 2, waiting: 12 },
      'Your failover is running. None of its 14 servers has been started yet.',
    ],
    [
      RUNNING,
      { succeeded: 1, working: 13 },
      'Your failover is running. 1 of 14 servers has been started at the recovery site.',
    ],
    [
      RUNNING,
      { succeeded: 6, warning: 1, working: 7 },
      'Your failover is running. 7 of 14 servers have been started at the recovery site.',
    ],
    [
      RUNNING,
      { succeeded: 14 },
      'Your failover is running. All 14 servers have been started at the recovery site.',
    ],
    [
      ended('success'),
      { succeeded: 14 },
      'Your failover is complete. All 14 servers have been started at the recovery site.',
    ],
    [
      ended('success'),
      { succeeded: 1 },
      'Your failover is complete. Its server has been started at the recovery site.',
    ],
    [ended('success'), {}, 'Your failover is complete. Nothing is known of its single servers.'],
    [
      ended('success'),
      { succeeded: 12, unknown: 2 },
      'Your failover is complete. 12 of 14 servers are known to have been started at the recovery site.',
    ],
    [
      ended('warning'),
      { succeeded: 12, warning: 2 },
      'Your failover is complete, with warnings. All 14 servers have been started at the recovery site.',
    ],
    [
      ended('failed'),
      { succeeded: 12, failed: 2 },
      'Your failover has ended, but not without errors. 12 of 14 servers have been started at the recovery site. 2 servers need attention.',
    ],
    [
      ended('failed'),
      { failed: 1 },
      'Your failover has ended, but not without errors. Its server was not started at the recovery site. 1 server needs attention.',
    ],
    [
      ended('failed'),
      { unknown: 3 },
      'Your failover has ended, but not without errors. For none of its 3 servers is it known that it has been started.',
    ],
    [
      { kind: 'unknown', tag: null } as const,
      { succeeded: 3, working: 1 },
      'Your failover is no longer running. How it ended is not known. 3 of 4 servers are known to have been started at the recovery site.',
    ],
  ])('of %j with %j', (outcome, counts, text) => {
    expect(sentence({ outcome, counts: countsOf(counts) })).toBe(text)
  })

  it.each(SHARE_LANGUAGES)('says nothing of servers that start where an undo is told in %s', (language) => {
    const speech = { ...speechIn(language), texts: shareTexts(language, 'undo') }
    const outcomes = [
      { ...RUNNING, tag: 'undo' },
      ...(['success', 'warning', 'failed'] as const).map((result) => ({
        kind: 'ended',
        result,
        tag: 'undo',
      })),
      { kind: 'unknown', tag: 'undo' },
    ] as Letter['outcome'][] // safe: each is one of its forms
    const counts = [
      {},
      { waiting: 2 },
      { succeeded: 1, working: 3 },
      { succeeded: 4 },
      { unknown: 2, succeeded: 1 },
    ]
    const told = outcomes.flatMap((outcome) =>
      counts.flatMap((some) => {
        const shown = letter({ outcome, counts: countsOf(some) })
        return [
          toStateSentence(speech, shown, { level: 'live', asOfUtc: NOW }),
          toStateSentence(speech, shown, { level: 'stale', asOfUtc: NOW }),
          ...toNext(speech, shown, 'live', 'Nordwind'),
        ]
      }),
    )
    const { count, server } = speech.texts
    told.push(JSON.stringify([count.succeeded, count.warning, server.status]))
    expect(told.filter((text) => STARTS[language].test(text))).toEqual([])
    expect(told.join(' ')).toMatch(UNDONE[language])
  })

  it('tells old data in the past tense, with its time and zone', () => {
    expect(sentence({}, 'stale')).toBe(
      'At 13:04 (Europe/Berlin), your failover was running. 7 of 14 servers had been started at the recovery site.',
    )
    expect(sentence({}, 'late')).toMatch(/^Your failover is running/)
    expect(sentence({ outcome: ended('success'), counts: countsOf({ succeeded: 14 }) }, 'final')).toMatch(
      /^Your failover is complete/,
    )
  })

  it.each([
    ['de', 'Ihr Failover läuft. 7 von 14 Servern sind am Ausweichstandort gestartet.'],
    ['fr', 'Votre basculement est en cours. 7 serveurs sur 14 ont démarré sur le site de secours.'],
    [
      'es',
      'Su conmutación por error está en curso. 7 de 14 servidores han arrancado en el sitio de recuperación.',
    ],
    ['ja', 'フェイルオーバーを実行しています。14 台中 7 台のサーバーが復旧サイトで起動しました。'],
  ] as const)('in %s', (language, text) => {
    expect(sentence({}, 'live', language)).toBe(text)
  })

  it.each(SHARE_LANGUAGES)('of a run that has started nothing says so and no more, in %s', (language) => {
    const nothing = sentence({ counts: countsOf({ working: 5 }) }, 'live', language)
    const everything = sentence({ counts: countsOf({ succeeded: 5 }) }, 'live', language)
    expect(nothing).not.toBe(everything)
    expect(nothing).toContain('5')
  })
})

describe('what happens next', () => {
  const next = (changed: Parameters<typeof letter>[0], level: FreshnessLevel = 'live'): string[] =>
    toNext(speechIn('en'), letter(changed), level, 'Nordwind').map(plain)

  it('follows from the counts of a run that goes on', () => {
    expect(next({})).toEqual([
      '5 servers are in progress. 1 server is waiting for its turn. 1 server needs attention; Nordwind sees this too.',
      'A failover is provisional until it is made permanent or undone.',
    ])
  })

  it('says nothing in the present tense of old data', () => {
    expect(next({}, 'lost')).toEqual([
      'Nordwind will tell you what happens next.',
      'A failover is provisional until it is made permanent or undone.',
    ])
  })

  it('asks for a test of what has been started, and calls it provisional', () => {
    const [check, provisional] = next({ outcome: ended('success'), counts: countsOf({ succeeded: 3 }) })
    expect(check).toContain('not yet a tested one')
    expect(provisional).toContain('provisional')
  })

  it('calls nothing provisional where nothing was started', () => {
    expect(next({ outcome: ended('failed'), counts: countsOf({ failed: 3 }) })).toEqual([
      '3 servers need attention; Nordwind sees this too. Nordwind will tell you what happens next.',
    ])
    expect(next({ outcome: { kind: 'unknown', tag: null }, counts: countsOf({}) })).toEqual([
      'Nordwind can tell you how it ended and what to do now.',
    ])
  })
})

describe('times', () => {
  it.each([
    ['en', 'As of 25 November 2026, 13:04:31 (Europe/Berlin) · 12:04:31 UTC'],
    ['de', 'Stand: 25. November 2026, 13:04:31 Uhr (Europe/Berlin) · 12:04:31 UTC'],
    ['fr', 'Situation au 25 novembre 2026, 13:04:31 (Europe/Berlin) · 12:04:31 UTC'],
    ['es', 'Situación: 25 de noviembre de 2026, 13:04:31 (Europe/Berlin) · 12:04:31 UTC'],
    ['ja', '2026年11月25日 13:04:31 現在 (Europe/Berlin) · 12:04:31 UTC'],
  ] as const)('carry their zone and UTC in %s', (language, text) => {
    expect(toAsOf(speechIn(language), NOW)).toBe(text)
  })

  it('are told once where the link is in UTC', () => {
    expect(toAsOf(speechIn('en', 'UTC'), NOW)).toBe('As of 25 November 2026, 12:04:31 (UTC)')
  })

  it('name the day of a collection that was on another one, and say when it is not known', () => {
    const collected = (collectedAtUtc: string | null, asOfUtc = NOW): string =>
      toOtherAge(speechIn('en'), { observedAtUtc: NOW, collectedAtUtc }, asOfUtc)
    expect(collected('2026-11-25T12:03:50Z')).toContain('at 13:03:50 (Europe/Berlin)')
    expect(collected('2026-11-24T22:59:00Z')).toContain('on 24 November 2026, 23:59:00 (Europe/Berlin)')
    expect(collected(null)).toContain('cannot be seen')
    expect(collected('2026-11-25T11:40:00Z', '2026-11-25T11:40:00Z')).toBe(
      'The management was last asked at 13:04:31 (Europe/Berlin).',
    )
  })

  it.each([
    ['en', '7 min 48 s', '1 h 06 min'],
    ['fr', '7 min 48 s', '1 h 06 min'],
    ['ja', '7 分 48 秒', '1 時間 06 分'],
  ] as const)('last, in %s', (language, short, long) => {
    expect(toDuration(speechIn(language), 468_000)).toBe(short)
    expect(toDuration(speechIn(language), 3_960_000)).toBe(long)
  })
})
