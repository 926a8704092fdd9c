import 'server-only'
import { z } from 'zod'

const NO_CONTROLS = /^[^\p{Cc}]*$/u

/** What a person types; longer is no name and no password of anybody. */
export const signInBody = z.strictObject({
  username: z
    .string()
    .trim()
    .min(1, 'type your account name')
    .max(256, 'is too long')
    // RFC 7617: the first colon ends the user name.
    .regex(/^[^:]*$/, 'must not hold a colon')
    .regex(NO_CONTROLS, 'must not hold control characters'),
  password: z
    .string()
    .min(1, 'type your password')
    .max(1024, 'is too long')
    .regex(NO_CONTROLS, 'must not hold control characters'),
})
