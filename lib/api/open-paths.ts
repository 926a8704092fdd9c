const seg = encodeURIComponent

/**
 * Addresses that pages without an account ask: a tenant's link and a wall. Apart from the console's (`paths.ts`), since a
 * tenant's phone loads every byte of these in the worst hour.
 */
export const openPaths = {
  share: (token: string, run?: number) => `/api/share/${seg(token)}${run === undefined ? '' : `?run=${run}`}`,
  shareUnlock: (token: string) => `/api/share/${seg(token)}/unlock`,
  shareLogo: (token: string) => `/api/share/${seg(token)}/logo`,
  screenPairing: () => '/api/screens/pairing',
  wall: () => '/api/wall',
}
