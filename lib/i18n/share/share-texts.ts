import { de } from '../messages/share/de'
import { en } from '../messages/share/en'
import { es } from '../messages/share/es'
import { fr } from '../messages/share/fr'
import { ja } from '../messages/share/ja'
import type { ShareTexts } from './share-text-shape'

const TEXTS: Readonly<Record<'en' | 'de' | 'fr' | 'es' | 'ja', ShareTexts>> = { en, de, fr, es, ja }

/** The share page's texts; they travel to the browser as a prop, one language only. */
export function shareTexts(language: keyof typeof TEXTS): ShareTexts {
  return TEXTS[language]
}
