/** Why a single sign-on came to nothing; closed, as `?error=` of the sign-in page. */
export const SIGN_IN_ERRORS = [
  /** No single sign-on is set up. */
  'not_set_up',
  /** The provider does not answer. */
  'unreachable',
  /** The provider refused, or the person turned back there. */
  'refused',
  /** It took too long, was begun in another browser, or its address was used a second time. */
  'expired',
  /** The provider's answer is not what it must be. */
  'invalid',
  'no_failover_right',
  'record_unavailable',
  /** A fault of ours. */
  'failed',
] as const

export type SignInError = (typeof SIGN_IN_ERRORS)[number]

export const parseSignInError = (raw: unknown): SignInError | null =>
  SIGN_IN_ERRORS.find((one) => one === raw) ?? null
