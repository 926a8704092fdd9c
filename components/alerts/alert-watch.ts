import type { Reading } from './reading'
import {
  type Alert,
  type AlertMemory,
  type Refusal,
  type Told,
  toMemory,
  toRefused,
  toSignedOut,
  toSilence,
  toTransitions,
} from './transitions'

/** Where all tabs of a browser keep what was told. */
export type AlertStore = { read: () => AlertMemory | null; write: (memory: AlertMemory) => void }

export type AlertWatch = {
  /** Takes in one good look. @returns what is to be told, which is nothing if another tab has told it */
  see: (reading: Reading) => Promise<readonly Alert[]>
  /** A look got no answer. @returns as see */
  miss: () => Promise<readonly Alert[]>
  /** A look was refused, as the account or the role may not read. @param sinceUtc UTC text; @returns as see */
  refuse: (refusal: { code: Refusal; sinceUtc: string }) => Promise<readonly Alert[]>
  /** A look was refused, as the sign-in has ended. @returns as see */
  signOut: () => Promise<readonly Alert[]>
  memory: () => AlertMemory | null
}

/** A page that opens again within this time goes on where the last one was; later, it begins anew and tells nothing. */
const REMEMBERED_MS = 5 * 60_000
/** What only counts time is written this often. */
const WRITE_EVERY_MS = 15_000

/**
 * Tells each change once, whichever tab sees it first: each compares with what all of them share, one at a time.
 * @param lock runs one of them at a time over all tabs
 */
export function createAlertWatch(parts: {
  store: AlertStore
  lock: (run: () => void) => Promise<void>
  now: () => number
}): AlertWatch {
  const { store, lock, now } = parts
  let newest: AlertMemory | null = null
  let writtenAtMs = 0

  /** What is shared, unless it is from a visit long ago; a tab that stayed open knows where it was itself. */
  function known(): AlertMemory | null {
    const shared = store.read()
    if (newest !== null) return shared !== null && shared.lookedAtMs >= newest.lookedAtMs ? shared : newest
    const ageMs = shared === null ? null : now() - shared.lookedAtMs
    return ageMs !== null && ageMs >= 0 && ageMs <= REMEMBERED_MS ? shared : null
  }

  function keep({ alerts, memory }: Told, before: AlertMemory | null): readonly Alert[] {
    newest = memory
    const isNews = alerts.length > 0 || before === null || !holdsSame(before, memory)
    if (isNews || now() - writtenAtMs >= WRITE_EVERY_MS) {
      store.write(memory)
      writtenAtMs = now()
    }
    return alerts
  }

  async function take(toTold: (before: AlertMemory | null) => Told | null): Promise<readonly Alert[]> {
    let alerts: readonly Alert[] = []
    await lock(() => {
      const before = known()
      const told = toTold(before)
      if (told !== null) alerts = keep(told, before)
    })
    return alerts
  }

  return {
    see: (reading) =>
      take((before) =>
        before === null
          ? { alerts: [], memory: toMemory(reading, now()) }
          : toTransitions(before, reading, now()),
      ),
    miss: () => take((before) => before && toSilence(before, now())),
    refuse: (refusal) => take((before) => before && toRefused(before, refusal, now())),
    signOut: () => take((before) => before && toSignedOut(before, now())),
    memory: () => newest,
  }
}

const holdsSame = (a: AlertMemory, b: AlertMemory): boolean =>
  a.lost === b.lost &&
  (a.refused ?? null) === (b.refused ?? null) &&
  (a.signedOut ?? false) === (b.signedOut ?? false) &&
  JSON.stringify(a.runs) === JSON.stringify(b.runs)
