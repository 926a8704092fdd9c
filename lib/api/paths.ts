/** Addresses of our pages and of our JSON, in one place for both sides. Ids are GUIDs and need no escaping, yet get it. */
const seg = encodeURIComponent

export const paths = {
  sessions: () => '/api/sessions',
  session: (id: string) => `/api/sessions/${seg(id)}`,
  replicaPoint: (id: string) => `/api/replica-points/${seg(id)}`,
  health: () => '/api/health',
}

export const pages = {
  sessions: () => '/',
  session: (id: string) => `/sessions/${seg(id)}`,
  replicaPoint: (id: string) => `/replica-points/${seg(id)}`,
  health: () => '/health',
}
