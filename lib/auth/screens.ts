import 'server-only'
import { LRUCache } from 'lru-cache'
import type { ScreenPrincipal } from './principal'
import { screenScopeSchema, type ScreenScope } from './screen-scope'
import { parseToken } from './token'
import {
  DEFAULT_SCREEN_SETTINGS,
  screenSettingsSchema,
  type ScreenReport,
  type ScreenSettings,
} from '@/lib/api/screen-settings'
import type { Screen } from '@/lib/store/screens'
import type { StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

/** Browsers keep no cookie longer; it is set anew while the screen is in use. */
export const SCREEN_COOKIE_SECONDS = 400 * 24 * 60 * 60

/** How exactly the last contact is written down. */
const CONTACT_STEP_MS = 15_000
const COOKIE_STEP_MS = 24 * 60 * 60_000
const MOST_REMEMBERED = 1_000

/** Who holds a device's token. */
export type FoundDevice =
  /** `renew`: the cookie should be set anew. */
  | { kind: 'screen'; principal: ScreenPrincipal; settings: ScreenSettings; renew: boolean }
  | { kind: 'revoked'; sinceMs: number }
  | { kind: 'pending'; expiresAtMs: number }
  | { kind: 'expired'; sinceMs: number }
  | { kind: 'unknown' }

export type Screens = {
  /**
   * @param heard takes what the device says of itself, once it is known which screen it is
   * @throws {StoreError} only if the record cannot be read and the device is no screen that was seen
   */
  find: (
    token: string,
    client: string,
    heard?: (screenId: string) => ScreenReport | null,
  ) => Promise<FoundDevice>
  /** It was withdrawn or changed: what is remembered must not outlive that. */
  forget: (screenId: string) => void
}

type Remembered = { screen: Screen; cookieAtMs: number; contactAtMs: number }

export function createScreens(door: Pick<StoreDoor, 'use'>, now: () => number): Screens {
  /** For when the record is away: a screen that was seen goes on. The record is asked first whenever it is there. */
  const remembered = new LRUCache<string, Remembered>({ max: MOST_REMEMBERED })

  async function look(hash: string): Promise<Remembered | null> {
    try {
      const screen = await door.use((store) => store.findScreen(hash))
      if (screen === null) {
        remembered.delete(hash)
        return null
      }
      const before = remembered.get(hash)
      const known: Remembered = {
        screen,
        cookieAtMs: before?.cookieAtMs ?? Number.NEGATIVE_INFINITY,
        contactAtMs: before?.contactAtMs ?? screen.contactAtMs ?? Number.NEGATIVE_INFINITY,
      }
      remembered.set(hash, known)
      return known
    } catch (error) {
      const known = remembered.get(hash)
      if (error instanceof StoreError && known) return known
      throw error
    }
  }

  async function findUnapproved(hash: string): Promise<FoundDevice> {
    const pairing = await door.use((store) => store.findPairing(hash))
    if (pairing === null) return { kind: 'unknown' }
    const { expiresAtMs } = pairing
    return now() < expiresAtMs ? { kind: 'pending', expiresAtMs } : { kind: 'expired', sinceMs: expiresAtMs }
  }

  return {
    async find(token, client, heard = () => null) {
      const hash = parseToken(token)
      if (hash === null) return { kind: 'unknown' }
      const known = await look(hash)
      if (known === null) return findUnapproved(hash)
      const { screen } = known
      if (screen.revokedAtMs !== null) return { kind: 'revoked', sinceMs: screen.revokedAtMs }
      const nowMs = now()
      const report = heard(screen.id)
      if (Math.abs(nowMs - known.contactAtMs) >= CONTACT_STEP_MS) {
        known.contactAtMs = nowMs
        // Nobody waits for it; a record that is full still lets the screen show what goes on.
        const contact = { atMs: nowMs, client, report: report && JSON.stringify(report) }
        void door.use((store) => store.touchScreen(screen.id, contact)).catch(() => undefined)
      }
      const renew = Math.abs(nowMs - known.cookieAtMs) >= COOKIE_STEP_MS
      if (renew) known.cookieAtMs = nowMs
      const { id, name } = screen
      return {
        kind: 'screen',
        principal: { kind: 'screen', screenId: id, name, scope: readScope(screen.scope) },
        settings: readSettings(screen.settings),
        renew,
      }
    },
    forget(screenId) {
      for (const [hash, { screen }] of remembered) if (screen.id === screenId) remembered.delete(hash)
    },
  }
}

/** What cannot be understood shows nothing rather than all. */
export function readScope(json: string): ScreenScope {
  const parsed = screenScopeSchema.safeParse(parseJson(json))
  return parsed.success ? parsed.data : { kind: 'sessions', sessionIds: [] }
}

/** What cannot be understood is as it is from the start, but gives no names away that may have been hidden. */
export function readSettings(json: string | null): ScreenSettings {
  if (json === null) return DEFAULT_SCREEN_SETTINGS
  const parsed = screenSettingsSchema.safeParse(parseJson(json))
  return parsed.success ? parsed.data : { ...DEFAULT_SCREEN_SETTINGS, names: 'codes' }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown // safe: unknown is what it is
  } catch {
    return null
  }
}
