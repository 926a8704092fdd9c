import type { SignInError } from './sign-in-error'

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
  share: (token: string, run?: number) => `/api/share/${seg(token)}${run === undefined ? '' : `?run=${run}`}`,
  shareUnlock: (token: string) => `/api/share/${seg(token)}/unlock`,
  shareLogo: (token: string) => `/api/share/${seg(token)}/logo`,
  screens: () => '/api/screens',
  screen: (id: string) => `/api/screens/${seg(id)}`,
  screenPairing: () => '/api/screens/pairing',
  approveScreen: (code: string) => `/api/screens/${seg(code)}/approve`,
  wall: () => '/api/wall',
  tag: (id: string) => `/api/sessions/${seg(id)}/tag`,
  planTarget: (planId: string) => `/api/plan-targets/${seg(planId)}`,
  audit: () => '/api/audit',
}

export const pages = {
  sessions: () => '/',
  session: (id: string) => `/sessions/${seg(id)}`,
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
