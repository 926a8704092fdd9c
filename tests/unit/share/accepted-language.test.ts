import { describe, expect, it } from 'vitest'
import { toAcceptedLanguage } from '@/lib/share/accepted-language'

describe('the language of a browser', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['en;q=0.2, ja;q=0.8', 'ja'],
    ['nl, pt-BR;q=0.9, fr-CA;q=0.3', 'fr'],
    ['es;q=0, de;q=0.1', 'de'],
    ['FR-fr', 'fr'],
    ['*', 'en'],
    ['zh-CN', 'en'],
    ['de;q=abc', 'en'],
    [`${'xx,'.repeat(50)}de`, 'en'],
  ])('of %j is %s', (header, language) => {
    expect(toAcceptedLanguage(header)).toBe(language)
  })
})
