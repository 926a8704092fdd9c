import { z } from 'zod'
import { countsSchema, countSchema, percentSchema, utcSchema } from './schemas'
import { RUN_KINDS } from '@/lib/failover/role'

/** What tenants are told, and what staff see of the links that tell them. */

export const SHARE_LANGUAGES = ['en', 'de', 'fr', 'es', 'ja'] as const
export type ShareLanguage = (typeof SHARE_LANGUAGES)[number]

/** Where a failure lies, as far as its text tells; a tenant never reads the text itself. */
export const FAILURE_CLASSES = [
  'capacity',
  'network',
  'storage',
  'timeout',
  'replica',
  'configuration',
  'stopped',
  'other',
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

const SERVER_OUTCOMES = ['waiting', 'working', 'succeeded', 'warning', 'failed', 'unknown'] as const

/** What the run was, by an operator's word: an undo must not be told as a start of servers. */
const tagSchema = z.enum(RUN_KINDS).nullable()

/** The tenant's whole view of one run. A key that is not here does not leave the server. */
export const shareReplySchema = z.strictObject({
  provider: z.strictObject({
    name: z.string(),
    tagline: z.string().nullable(),
    /** `#rrggbb`, for lines and marks, never for text. */
    accent: z.string().nullable(),
    /** Whether there is one to load from /api/share/{token}/logo. */
    logo: z.boolean(),
  }),
  label: z.string(),
  /** Enterprise Manager's word, if it is one that we know. */
  state: z.enum(['Starting', 'Working', 'Stopping', 'Stopped']).nullable(),
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('running'),
      failedSoFar: countSchema,
      warningSoFar: countSchema,
      tag: tagSchema,
    }),
    z.strictObject({
      kind: z.literal('ended'),
      result: z.enum(['success', 'warning', 'failed']),
      tag: tagSchema,
    }),
    z.strictObject({ kind: z.literal('unknown'), tag: tagSchema }),
  ]),
  counts: countsSchema,
  progress: percentSchema.nullable(),
  startedAtUtc: utcSchema.nullable(),
  endedAtUtc: utcSchema.nullable(),
  /** Empty if the link shows totals only. */
  servers: z.array(
    z.strictObject({
      name: z.string(),
      outcome: z.enum(SERVER_OUTCOMES),
      progress: percentSchema.nullable(),
      startedAtUtc: utcSchema.nullable(),
      endedAtUtc: utcSchema.nullable(),
      failureClass: z.enum(FAILURE_CLASSES).nullable(),
    }),
  ),
  /** The provider's own words, newest first; what is pinned comes before. */
  updates: z.array(
    z.strictObject({
      atUtc: utcSchema,
      author: z.string().nullable(),
      text: z.string(),
      /** `message` stands on top; `failures` is said while something has failed. */
      about: z.enum(['update', 'message', 'failures']),
    }),
  ),
  /** What happens next, in the provider's words; null: the page says what follows from the state. */
  next: z.string().nullable(),
  contact: z.string().nullable(),
  /** While the run goes on and the link ends so long after it: the earliest end. */
  expiresAtUtc: utcSchema,
  freshness: z.strictObject({
    level: z.enum(['live', 'late', 'stale', 'lost', 'final']),
    observedAtUtc: utcSchema,
    collectedAtUtc: utcSchema.nullable(),
  }),
  pollAfterMs: z.int().positive(),
})

export type ShareReply = z.infer<typeof shareReplySchema>

const text = (most: number) => z.string().trim().min(1).max(most)
const nullableText = (most: number) => z.string().trim().max(most).nullable()

const showSchema = z.strictObject({
  /** `none`: totals only. */
  vms: z.enum(['names', 'aliases', 'none']),
  failures: z.enum(['withheld', 'classified']),
})

const accentSchema = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0f766e')
  .nullable()

const timeZoneSchema = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}, 'must be a time zone such as Europe/Berlin')

/** What can be set on a link. */
const settable = {
  label: text(120),
  language: z.enum(SHARE_LANGUAGES),
  timeZone: timeZoneSchema,
  /** Null: 72 hours after the newest run has ended. */
  expiresAtUtc: z.iso.datetime().nullable(),
  /** Null takes it away. */
  passcode: z.string().min(4).max(100).nullable(),
  show: showSchema,
  failureNote: nullableText(500),
  message: nullableText(2_000),
  next: nullableText(1_000),
  providerName: nullableText(120),
  contact: nullableText(300),
  accent: accentSchema,
  /** VM name → alias; only those that are given are changed. */
  aliases: z.record(z.string().max(300), text(80)),
}

/** As much as a person may paste, in characters. */
const LONGEST_LOCATOR = 2_000

export const createShareLinkBody = z.strictObject({
  ...z.object(settable).partial().shape,
  /** A GUID, URN or link; see session-locator.ts. */
  sessionId: z.string().max(LONGEST_LOCATOR),
  label: settable.label,
})
export const changeShareLinkBody = z.strictObject({
  ...z.object(settable).partial().shape,
  /** `active` again gives a new address, which the reply tells. */
  state: z.enum(['active', 'paused']).optional(),
})
export const shareLinksStateBody = z.strictObject({
  tenantId: z.string().min(1).max(200),
  state: z.enum(['paused', 'revoked']),
})
export const addShareRunBody = z.strictObject({ sessionId: z.string().max(LONGEST_LOCATOR) })
export const writeShareUpdateBody = z.strictObject({
  text: text(2_000),
  author: nullableText(120).optional(),
})
export const unlockBody = z.strictObject({ passcode: z.string().min(1).max(100) })
export const providerBody = z.strictObject({
  name: text(120),
  tagline: nullableText(160),
  contact: nullableText(300),
  accent: accentSchema,
  /** Undefined leaves it, null takes it away. PNG, JPEG or WebP, at most 40 kB. */
  logo: z
    .strictObject({ type: z.enum(['image/png', 'image/jpeg', 'image/webp']), base64: z.base64().max(56_000) })
    .nullable()
    .optional(),
})

/** A link as staff see it. Its address is told once, by what made it. */
export const shareLinkSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** `expired`: it was active until its time came. */
  state: z.enum(['active', 'paused', 'revoked', 'expired']),
  stateSinceUtc: utcSchema,
  stateBy: z.string(),
  createdAtUtc: utcSchema,
  createdBy: z.string(),
  /** In the order in which they were added; tenants see the last one first. */
  runs: z.array(
    z.strictObject({
      sessionId: z.string(),
      name: z.string().nullable(),
      addedAtUtc: utcSchema,
      addedBy: z.string(),
    }),
  ),
  tenant: z.strictObject({ id: z.string(), name: z.string().nullable() }).nullable(),
  language: z.enum(SHARE_LANGUAGES),
  timeZone: z.string(),
  expiresAtUtc: utcSchema,
  /** Null where a moment was set; else the link ends so long after its newest run. */
  expiresAfterEndHours: z.int().positive().nullable(),
  hasPasscode: z.boolean(),
  show: showSchema,
  failureNote: z.string().nullable(),
  message: z.string().nullable(),
  next: z.string().nullable(),
  providerName: z.string().nullable(),
  contact: z.string().nullable(),
  accent: z.string().nullable(),
  aliases: z.record(z.string(), z.string()),
  updates: z.array(
    z.strictObject({
      id: z.string(),
      atUtc: utcSchema,
      author: z.string(),
      writtenBy: z.string(),
      text: z.string(),
    }),
  ),
  views: z.strictObject({
    opened: countSchema,
    viewers: countSchema,
    firstUtc: utcSchema.nullable(),
    lastUtc: utcSchema.nullable(),
  }),
})

export const shareLinkListReplySchema = z.strictObject({ links: z.array(shareLinkSchema) })
/** Of POST, rotate, and of PATCH to `active`: the only replies with the address. */
export const shareLinkMadeReplySchema = z.strictObject({
  id: z.string(),
  url: z.url(),
  expiresAtUtc: utcSchema,
})
export const shareViewsReplySchema = z.strictObject({
  views: z.array(
    z.strictObject({ client: z.string(), firstUtc: utcSchema, lastUtc: utcSchema, opened: countSchema }),
  ),
})
export const providerReplySchema = z.strictObject({
  name: z.string(),
  tagline: z.string().nullable(),
  contact: z.string().nullable(),
  accent: z.string().nullable(),
  logo: z.strictObject({ type: z.string(), base64: z.string() }).nullable(),
  setAtUtc: utcSchema.nullable(),
  setBy: z.string().nullable(),
})

export type ShareLink = z.infer<typeof shareLinkSchema>
export type ShareLinkListReply = z.infer<typeof shareLinkListReplySchema>
export type ShareLinkMadeReply = z.infer<typeof shareLinkMadeReplySchema>
export type ShareViewsReply = z.infer<typeof shareViewsReplySchema>
export type ProviderReply = z.infer<typeof providerReplySchema>
export type CreateShareLink = z.infer<typeof createShareLinkBody>
export type ChangeShareLink = z.infer<typeof changeShareLinkBody>
export type ProviderChange = z.infer<typeof providerBody>
