import { de } from '../messages/share/de'
import { en } from '../messages/share/en'
import { es } from '../messages/share/es'
import { fr } from '../messages/share/fr'
import { ja } from '../messages/share/ja'
import { undo, type UndoTexts } from '../messages/share/undo'
import type { ShareTexts } from './share-text-shape'

const TEXTS: Readonly<Record<'en' | 'de' | 'fr' | 'es' | 'ja', ShareTexts>> = { en, de, fr, es, ja }

/**
 * The share page's texts; they travel to the browser as a prop, one language only.
 * @param tag what the provider has marked the run as: an undo is told in other words
 */
export function shareTexts(language: keyof typeof TEXTS, tag: string | null = null): ShareTexts {
  return tag === 'undo' ? withUndo(TEXTS[language], undo[language]) : TEXTS[language]
}

function withUndo(texts: ShareTexts, { count, status, failure, next, ...sentences }: UndoTexts): ShareTexts {
  const { server } = texts
  return {
    ...texts,
    ...sentences,
    count: { ...texts.count, ...count },
    next: { ...texts.next, ...next },
    server: {
      ...server,
      status: { ...server.status, ...status },
      failure: { ...server.failure, ...failure },
    },
  }
}
