import 'server-only'
import type { ShareLanguage, ShareReply } from '@/lib/api/share-replies'

/** Why a link shows nothing; each has words of its own and one next step. */
export type ShareRefusal =
  /** Nobody knows the address: nothing is told about anything. */
  | { kind: 'unknown' }
  /** It is known, so the provider's contact can be told, in the link's language. */
  | { kind: 'expired' | 'revoked' | 'paused' | 'replaced'; language: ShareLanguage; contact: ShareContact }
  | { kind: 'locked'; language: ShareLanguage; contact: ShareContact }
  /** Neither Enterprise Manager nor the record can show the run now, or the run is gone from both. */
  | { kind: 'unavailable' | 'gone'; language: ShareLanguage; contact: ShareContact }

export type ShareContact = { providerName: string; contact: string | null }

/** All that the page of a link is rendered from. */
export type SharePage = {
  reply: ShareReply
  /** Age of the data when the page was made, ms. */
  ageMs: number
  language: ShareLanguage
  timeZone: string
  /** Which of the link's runs this is, from 1, and how many there are; the newest is shown unless one is asked for. */
  run: number
  runs: { startedAtUtc: string | null }[]
  /** The link ends so long after the newest run; null where a moment was set. */
  expiresAfterEndHours: number | null
}

export type SharePageResult = { kind: 'open'; page: SharePage } | ShareRefusal
