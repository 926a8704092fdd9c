/** The views of a run's history, in the order of their tabs. Each is the hash of its address: `#log`. */
export const HISTORY_TABS = ['progress', 'log', 'compare'] as const

export type HistoryTab = (typeof HISTORY_TABS)[number]

export function toHash(tab: HistoryTab): `#${HistoryTab}` {
  return `#${tab}`
}

/** @returns null for a hash that names no tab */
export function parseHash(hash: string): HistoryTab | null {
  return HISTORY_TABS.find((tab) => toHash(tab) === hash) ?? null
}

/** The tab that a key leads to in a list of tabs, as people know it from elsewhere; null for other keys. */
export function toTabByKey(key: string, from: HistoryTab): HistoryTab | null {
  const at = HISTORY_TABS.indexOf(from)
  const last = HISTORY_TABS.length - 1
  const target = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  }[key]
  return target === undefined ? null : (HISTORY_TABS[target] ?? null)
}
