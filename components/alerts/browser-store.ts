import type { AlertStore } from './alert-watch'
import type { AlertMemory } from './transitions'

const MEMORY_KEY = 'failover-alerts.memory.1'
const LOCK = 'failover-alerts'

/** What a key of the browser's storage holds; null where it holds nothing, or may not be read. */
export function readKept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps a value for all tabs. A browser that keeps nothing forgets at the next load, and that is all. */
export function writeKept(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Full, or forbidden.
  }
}

export const browserStore: AlertStore = {
  read() {
    const kept = readKept(MEMORY_KEY)
    return isMemory(kept) ? kept : null
  },
  write: (memory) => writeKept(MEMORY_KEY, memory),
}

/** One tab at a time. Without https there are no locks; then two tabs that look in the same moment may both tell. */
export async function oneTabAtATime(run: () => void): Promise<void> {
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- absent outside of secure contexts
  if (navigator.locks === undefined) return run()
  await navigator.locks.request(LOCK, run)
}

/** Only this program writes it, so its outline tells that it is whole. */
function isMemory(kept: unknown): kept is AlertMemory {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'observedAtUtc' in kept &&
    'lookedAtMs' in kept &&
    'answeredAtMs' in kept &&
    'runs' in kept &&
    typeof kept.runs === 'object' &&
    kept.runs !== null
  )
}
