import type { ShareLanguage } from '@/lib/api/share-replies'

/** Each in its own words, as its readers look for it. */
export const LANGUAGE_NAMES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
} as const satisfies Record<ShareLanguage, string>

// safe: the keys of the object above
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as ShareLanguage[]
