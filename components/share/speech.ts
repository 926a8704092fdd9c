import type { ShareLanguage } from '@/lib/api/share-replies'
import { fill, type Message, type Values } from '@/lib/i18n/share/fill'
import type { ShareTexts } from '@/lib/i18n/share/share-text-shape'

/** How the page speaks: everything that a text or a time depends on, so that server and browser say the same. */
export type Speech = { texts: ShareTexts; language: ShareLanguage; timeZone: string }

export function say(speech: Speech, message: Message, values: Values = {}): string {
  return fill(message, values, speech.language)
}
