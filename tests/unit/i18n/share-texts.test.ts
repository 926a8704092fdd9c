import { describe, expect, it } from 'vitest'
import { SHARE_LANGUAGES, type ShareLanguage } from '@/lib/api/share-replies'
import { fill, type Message, type Plural } from '@/lib/i18n/share/fill'
import { shareTexts } from '@/lib/i18n/share/share-texts'

type Leaf = [key: string, message: Message]

const isPlural = (node: object): node is Plural => 'count' in node && 'other' in node

function leaves(node: object, path: string[] = []): Leaf[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]): Leaf[] => {
    const here = [...path, name]
    if (typeof value === 'string') return [[here.join('.'), value]]
    if (typeof value !== 'object' || value === null) return []
    return isPlural(value) ? [[here.join('.'), value]] : leaves(value, here)
  })
}

const catalogue = (language: ShareLanguage, tag: string | null = null): Map<string, Message> =>
  new Map(leaves(shareTexts(language, tag)))
const formsOf = (message: Message): string[] =>
  typeof message === 'string'
    ? [message]
    : [message.one, message.many, message.other].filter((form) => form !== undefined)
const placeholdersOf = (message: Message): string[] =>
  [
    ...new Set(
      formsOf(message).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)),
    ),
  ].sort((a, b) => a.localeCompare(b))

const english = catalogue('en')
/** Texts that are the same by their nature. */
const ALIKE = new Set(['join', 'title', 'utc', 'updates.byline', 'server.percent', 'level.final', 'tag.test'])

/** As many servers as any plan has. */
const COUNTS = Array.from({ length: 1_001 }, (_, count) => count)

/** An undo has words of its own. */
const TOLD = SHARE_LANGUAGES.flatMap((language) => [null, 'undo'].map((tag) => ({ language, tag })))

describe.each(TOLD)('the share page in $language, marked $tag', ({ language, tag }) => {
  const texts = catalogue(language, tag)

  it('has every text, and none besides', () => {
    expect([...texts.keys()]).toEqual([...english.keys()])
    const blank = [...texts].filter(
      ([key, message]) => key !== 'join' && formsOf(message).some((form) => form.trim() === ''),
    )
    expect(blank).toEqual([])
  })

  it('names the same values as the English texts, in every form', () => {
    const shapeOf = (all: Map<string, Message>) =>
      [...all].map(([key, message]) => [key, placeholdersOf(message), countOf(message)])
    expect(shapeOf(texts)).toEqual(shapeOf(catalogue('en', tag)))
  })

  it('has each plural form that a count of servers needs', () => {
    const rules = new Intl.PluralRules(language)
    const needed = [...new Set(COUNTS.map((count) => rules.select(count)))].sort((a, b) => a.localeCompare(b))
    const plurals = [...texts.values()].filter((message) => typeof message !== 'string')
    expect(plurals.length).toBeGreaterThan(15)
    for (const plural of plurals) {
      const has = (['many', 'one', 'other'] as const).filter((form) => plural[form] !== undefined)
      expect(has).toEqual(needed)
    }
  })

  it('leaves no placeholder behind', () => {
    const filled = [...texts.values()].map((message) => {
      const values = Object.fromEntries(placeholdersOf(message).map((name) => [name, 3]))
      const count = typeof message === 'string' ? {} : { [message.count]: 3 }
      return fill(message, { ...values, ...count }, language)
    })
    expect(filled.filter((text) => /[{}]/.test(text))).toEqual([])
  })

  it('is plain: no exclamation mark, no double blank, typographic apostrophes', () => {
    const forms = [...texts].flatMap(([key, message]) => formsOf(message).map((form) => `${key}:${form}`))
    expect(forms.filter((form) => /[!！]| {2}|\w'\w/.test(form))).toEqual([])
  })
})

const countOf = (message: Message): string | null => (typeof message === 'string' ? null : message.count)

describe('the translations', () => {
  it.each(SHARE_LANGUAGES.filter((one) => one !== 'en'))('leave nothing in English in %s', (language) => {
    const same = [...catalogue(language)].filter(
      ([key, message]) =>
        !ALIKE.has(key) &&
        !key.startsWith('duration.') &&
        JSON.stringify(formsOf(message)) === JSON.stringify(formsOf(english.get(key) ?? '')),
    )
    expect(same).toEqual([])
  })

  it.each([
    ['de', /\b(du|dein|deine|dir|dich)\b/i],
    ['fr', /\b(tu|ton|ta|tes|toi)\b/i],
    ['es', /\b(tú|tu|tus|ti|vosotros)\b/i],
  ] as const)('are formal in %s', (language, familiar) => {
    const forms = [...catalogue(language).values()].flatMap(formsOf)
    expect(forms.filter((form) => familiar.test(form))).toEqual([])
  })

  it('end their Japanese sentences politely', () => {
    const sentences = [...catalogue('ja').values()]
      .flatMap(formsOf)
      .flatMap((form) => form.match(/[^。]+。/g) ?? [])
    expect(sentences.length).toBeGreaterThan(40)
    expect(
      sentences.filter(
        (sentence) => !/(です|ます|ました|ません|ませんでした|でした|ください)。$/.test(sentence),
      ),
    ).toEqual([])
  })
})

describe('filling a message', () => {
  const servers = { count: 'n', one: '{n} serveur', other: '{n} serveurs' }

  it.each([
    ['fr', 0, '0 serveur'],
    ['fr', 1, '1 serveur'],
    ['fr', 2, '2 serveurs'],
    ['en', 0, '0 serveurs'],
    ['en', 1, '1 serveur'],
    ['de', 1_234, '1.234 serveurs'],
    ['ja', 1, '1 serveurs'],
  ])('%s takes the form for %i', (language, n, text) => {
    expect(fill(servers, { n }, language).replaceAll('\u00a0', ' ')).toBe(text)
  })

  it('keeps a number on the line of what it counts', () => {
    expect(fill(servers, { n: 7 }, 'en')).toBe('7\u00a0serveurs')
    expect(fill('{name} is here', { name: 'dc01' }, 'en')).toBe('dc01 is here')
  })

  it('takes values as they are, whatever stands in them', () => {
    expect(fill('{a} and {b}', { a: '{b} $& $1', b: '<i>' }, 'en')).toBe('{b} $& $1 and <i>')
  })

  it('does not go on without a value', () => {
    expect(() => fill('{total} servers', {}, 'en')).toThrow('needs total')
  })
})
