import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import type { KeyedHash } from '@/lib/auth/token'
import type { StoredShareLink } from '@/lib/store/load-share-links'

/** After so long the passcode is asked for again. */
export const UNLOCKED_MS = 12 * 60 * 60_000

type Lock = Pick<StoredShareLink, 'id' | 'passcodeVersion'>

/** What a browser keeps in place of the passcode: it opens one link, by one passcode, until one moment. */
export function sealUnlock(keyedHash: KeyedHash, link: Lock, untilMs: number): string {
  return `${untilMs}.${keyedHash('unlock', `${link.id}\0${link.passcodeVersion}\0${untilMs}`)}`
}

export function isUnlocked(keyedHash: KeyedHash, link: Lock, seal: string | null, nowMs: number): boolean {
  const [until = '', hash] = seal?.split('.') ?? []
  const untilMs = Number(until)
  if (hash === undefined || !/^\d{1,15}$/.test(until)) return false
  if (untilMs <= nowMs || untilMs > nowMs + UNLOCKED_MS) return false
  const wanted = Buffer.from(sealUnlock(keyedHash, link, untilMs))
  const given = Buffer.from(`${untilMs}.${hash}`)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
