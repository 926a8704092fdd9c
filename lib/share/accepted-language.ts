import 'server-only'
import { SHARE_LANGUAGES, type ShareLanguage } from '@/lib/api/share-replies'

const MOST_RANGES = 20

/** The browser's favourite among our languages (RFC 9110 §12.5.4), by the language alone: `de-AT` is German. */
export function toAcceptedLanguage(header: string | null): ShareLanguage {
  const wanted = (header ?? '').split(',', MOST_RANGES).map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) || 0 }
  })
  const known = wanted.flatMap(({ language, quality }) => {
    const ours = SHARE_LANGUAGES.find((one) => one === language)
    return ours !== undefined && quality > 0 ? [{ ours, quality }] : []
  })
  // The sort keeps the order of what is wanted equally.
  return known.sort((a, b) => b.quality - a.quality)[0]?.ours ?? 'en'
}
