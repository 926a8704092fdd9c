import type { SignInError } from './sign-in-error'

/**
 * Addresses of our pages and of the console's JSON, in one place for both sides; those of links and walls stand in
 * `open-paths.ts`. Ids are GUIDs and need no escaping, yet get it.
 */
const seg = encodeURIComponent

export const paths = {
  sessions: (query = '') => (query === '' ? '/api/sessions' : `/api/sessions?${query}`),
  sessionFacets: () => '/api/sessions/facets',
  filters: () => '/api/filters',
  filter: (id: string) => `/api/filters/${seg(id)}`,
  session: (id: string) => `/api/sessions/${seg(id)}`,
  /** Without the course of each VM, which our pages take from its row. */
  history: (id: string) => `/api/sessions/${seg(id)}/history?tasks=none`,
  /** What the record holds of one VM of the run. */
  taskHistory: (id: string, key: string) => `/api/sessions/${seg(id)}/history?task=${seg(key)}`,
  comparison: (id: string) => `/api/sessions/${seg(id)}/comparison`,
  /** `sha256` names the very report that a page shows; without it, the newest. */
  report: (id: string, format: 'json' | 'csv', sha256?: string) =>
    `/api/sessions/${seg(id)}/report?format=${format}${sha256 === undefined ? '' : `&sha256=${seg(sha256)}`}`,
  replicaPoint: (id: string) => `/api/replica-points/${seg(id)}`,
  health: () => '/api/health',
  signIn: (way: 'enterprise-manager' | 'local') => `/api/auth/sign-in/${way}`,
  /** Single sign-on, leading back to a page. */
  singleSignOn: (from: string) => `/api/auth/sign-in/oidc?from=${seg(from)}`,
  /** Where the provider sends the browser back to. */
  singleSignOnReturn: () => '/api/auth/callback/oidc',
  signOut: () => '/api/auth/sign-out',
  me: () => '/api/auth/me',
  people: () => '/api/people',
  person: (id: string) => `/api/people/${seg(id)}`,
  /** All sign-ins of one person. */
  staffSessionsOf: (personId: string) => `/api/people/${seg(personId)}/sessions`,
  staffSession: (id: string) => `/api/people/sessions/${seg(id)}`,
  shareLinks: () => '/api/share-links',
  shareLink: (id: string) => `/api/share-links/${seg(id)}`,
  rotateShareLink: (id: string) => `/api/share-links/${seg(id)}/rotate`,
  shareLinkRuns: (id: string) => `/api/share-links/${seg(id)}/runs`,
  shareLinkRun: (id: string, sessionId: string) => `/api/share-links/${seg(id)}/runs/${seg(sessionId)}`,
  shareLinkUpdates: (id: string) => `/api/share-links/${seg(id)}/updates`,
  shareLinkUpdate: (id: string, updateId: string) => `/api/share-links/${seg(id)}/updates/${seg(updateId)}`,
  shareLinkViews: (id: string) => `/api/share-links/${seg(id)}/views`,
  /** Bulk: one state for all links of a tenant. */
  shareLinksState: () => '/api/share-links/state',
  provider: () => '/api/provider',
  screens: () => '/api/screens',
  screen: (id: string) => `/api/screens/${seg(id)}`,
  screenCommands: (id: string) => `/api/screens/${seg(id)}/commands`,
  screenCommand: (id: string, commandId: string) => `/api/screens/${seg(id)}/commands/${seg(commandId)}`,
  approveScreen: (code: string) => `/api/screens/${seg(code)}/approve`,
  /** From a page that is about no single session. */
  collect: () => '/api/collect',
  collectFor: (id: string) => `/api/sessions/${seg(id)}/collect`,
  tag: (id: string) => `/api/sessions/${seg(id)}/tag`,
  acknowledge: (id: string) => `/api/sessions/${seg(id)}/acknowledge`,
  notes: (id: string) => `/api/sessions/${seg(id)}/notes`,
  note: (id: string, noteId: string) => `/api/sessions/${seg(id)}/notes/${seg(noteId)}`,
  finalisation: (id: string) => `/api/sessions/${seg(id)}/finalisation`,
  attempts: (id: string) => `/api/sessions/${seg(id)}/attempts`,
  declineAttempts: (id: string) => `/api/sessions/${seg(id)}/attempts/decline`,
  planTarget: (planId: string) => `/api/plan-targets/${seg(planId)}`,
  audit: () => '/api/audit',
}

export const pages = {
  sessions: () => '/',
  /** The list, narrowed down by a text. */
  search: (text: string) => `/?q=${seg(text)}`,
  session: (id: string) => `/sessions/${seg(id)}`,
  /** The same page with one VM's sheet open; by its task's key. */
  vm: (id: string, key: string | null) => `/sessions/${seg(id)}${key === null ? '' : `?vm=${seg(key)}`}`,
  report: (id: string) => `/sessions/${seg(id)}/report`,
  replicaPoint: (id: string) => `/replica-points/${seg(id)}`,
  health: () => '/health',
  people: () => '/people',
  shareLinks: () => '/share-links',
  provider: () => '/share-links/provider',
  screens: () => '/screens',
  audit: () => '/audit',
  share: (token: string) => `/share/${seg(token)}`,
  wall: () => '/wall',
  /** Leads back to the page that was asked for; `error` says why a single sign-on came to nothing. */
  signIn: (from?: string, error?: SignInError) => {
    const query = [error && `error=${error}`, from && `from=${seg(from)}`].filter(Boolean).join('&')
    return query === '' ? '/sign-in' : `/sign-in?${query}`
  },
}
