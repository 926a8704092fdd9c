import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AbstractIntlMessages, createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { en } from '@/lib/i18n/messages/en'

type Leaf = { key: string; text: string }

function leaves(node: object, path: string[] = []): Leaf[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    const here = [...path, name]
    if (typeof value === 'string') return [{ key: here.join('.'), text: value }]
    return typeof value === 'object' && value !== null ? leaves(value, here) : []
  })
}

/** A value for every argument of a message: a number where its form needs one, a function for a tag. */
function valuesFor(text: string): Record<string, string | number | ((chunks: string) => string)> {
  const values: Record<string, string | number | ((chunks: string) => string)> = {}
  for (const [, name = '', form] of text.matchAll(/(?<!(?:=\d|one|other) )\{(\w+)(?:, (number|plural))?/g)) {
    values[name] = form === undefined ? `«${name}»` : 3
  }
  for (const [, tag = ''] of text.matchAll(/<(\w+)>/g)) values[tag] = (chunks) => `[${tag}${chunks}]`
  return values
}

const all = leaves(en)

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
  })
}

/** Keys that a file can ask for: each of its scopes with each text in it that could be a key, `${…}` being anything. */
function keyPatterns(code: string): RegExp[] {
  const scopes = [...code.matchAll(/(?:use|get)Translations\((?:['"`]([^'"`]*)['"`])?\)/g)].map(
    ([, scope = '']) => scope,
  )
  const texts = [...code.matchAll(/['`]([\w.]*(?:\$\{[^}]*\}[\w.]*)*)['`]/g)].map(([, text = '']) => text)
  // t(key): the key comes from elsewhere, but not from outside the scope.
  if (/\bt(?:\.rich)?\([a-z]\w*[,)]/i.test(code)) texts.push('${any}')
  return scopes.flatMap((scope) =>
    texts.map((text) => {
      const key = [scope, text].filter((part) => part !== '').join('.')
      return new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '\\w+(?:\\.\\w+)?')}$`)
    }),
  )
}

describe('the English messages', () => {
  // Any translator of plain keys: what is tested here is each message, not its caller's types.
  const messages: AbstractIntlMessages = en
  const translate = createTranslator({
    locale: 'en',
    timeZone: 'UTC',
    messages,
    onError: (error) => {
      throw error
    },
  })

  // safe: without typed messages the translator takes any key and any values
  const { markup } = translate as unknown as {
    markup: (this: void, key: string, values: ReturnType<typeof valuesFor>) => string
  }

  it.each(all)('$key formats', ({ key, text }) => {
    const printed = markup(key, valuesFor(text))
    expect(printed).not.toBe('')
    expect(printed).not.toMatch(/[{}]/)
    for (const [, name = ''] of text.matchAll(/(?<!(?:=\d|one|other) )\{(\w+)\}/g))
      expect(printed).toContain(`«${name}»`)
  })

  it('have no text that nobody shows', () => {
    const shown = [...sources('components'), ...sources('app')].flatMap(keyPatterns)
    const unused = all.filter(({ key }) => !shown.some((pattern) => pattern.test(key)))
    expect(unused.map(({ key }) => key)).toEqual([])
  })

  it('are plain: no exclamation, no "please", no double blank', () => {
    expect(all.filter(({ text }) => /!|please| {2}/i.test(text))).toEqual([])
  })
})
