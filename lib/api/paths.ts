/** Addresses of our pages and of our JSON, in one place for both sides. Ids are GUIDs and need no escaping, yet get it. */
const seg = encodeURIComponent

export const paths = {
  sessions: () => '/api/sessions',
  session: (id: string) => `/api/sessions/${seg(id)}`,
  /** Without the course of each VM, which our pages take from its row. */
  history: (id: string) => `/api/sessions/${seg(id)}/history?tasks=none`,
  comparison: (id: string) => `/api/sessions/${seg(id)}/comparison`,
  /** `sha256` names the very report that a page shows; without it, the newest. */
  report: (id: string, format: 'json' | 'csv', sha256?: string) =>
    `/api/sessions/${seg(id)}/report?format=${format}${sha256 === undefined ? '' : `&sha256=${seg(sha256)}`}`,
  replicaPoint: (id: string) => `/api/replica-points/${seg(id)}`,
  health: () => '/api/health',
}

export const pages = {
  sessions: () => '/',
  session: (id: string) => `/sessions/${seg(id)}`,
  report: (id: string) => `/sessions/${seg(id)}/report`,
  replicaPoint: (id: string) => `/replica-points/${seg(id)}`,
  health: () => '/health',
}
