import 'server-only'
import { LRUCache } from 'lru-cache'

export type Kept<Key, Value> = {
  /** What was read lately, or a read that others are waiting for too. @throws what the read throws; that is not kept */
  get: (key: Key) => Promise<Value>
  /** Something has changed: what was read, or is being read, is not given out again. */
  forget: () => void
}

/** Results of costly reads for many askers: each key is read once per `keptMs`, however many ask. */
export function createKept<Key extends object, Value>(
  read: (key: Key) => Promise<Value>,
  { keptMs, most, now }: { keptMs: number; most: number; now: () => number },
): Kept<Key, Value> {
  const kept = new LRUCache<string, Promise<Value>>({
    max: most,
    ttl: keptMs,
    perf: { now },
    ttlResolution: 0,
  })
  return {
    get(key) {
      const name = JSON.stringify(key)
      const known = kept.get(name)
      if (known) return known
      const reading = read(key)
      kept.set(name, reading)
      reading.catch(() => {
        if (kept.peek(name) === reading) kept.delete(name)
      })
      return reading
    },
    forget: () => kept.clear(),
  }
}
