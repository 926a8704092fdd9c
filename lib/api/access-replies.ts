import { z } from 'zod'
import { PERSON_SOURCES, ROLES } from '@/lib/failover/role'

/** Replies about people and what they may do. */

export const roleSchema = z.enum(ROLES)

export const meReplySchema = z.strictObject({
  person: z.strictObject({ id: z.string(), name: z.string(), source: z.enum(PERSON_SOURCES) }),
  role: roleSchema,
  may: z.strictObject({
    share: z.boolean(),
    tag: z.boolean(),
    setTargets: z.boolean(),
    manageScreens: z.boolean(),
    changeProvider: z.boolean(),
    viewHealth: z.boolean(),
    managePeople: z.boolean(),
    viewAudit: z.boolean(),
  }),
})

export type MeReply = z.infer<typeof meReplySchema>

const utc = z.iso.datetime()

/** A role by an administrator's word; `none` shuts out. */
export const setRoleSchema = z.enum([...ROLES, 'none'])

const staffSignInSchema = z.strictObject({
  id: z.string(),
  /** Browser and system, coarse. */
  client: z.string().nullable(),
  /** As much of the address as the settings keep. */
  address: z.string().nullable(),
  sinceUtc: utc,
  seenAtUtc: utc,
  /** When it ends without being used; however much it is used, not after `endsAtUtc`. */
  idleEndsAtUtc: utc,
  endsAtUtc: utc,
  /** The one that asks. */
  isThis: z.boolean(),
})

const personSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  source: z.enum(PERSON_SOURCES),
  /** By what the source said at the last sign-in; null: no right. */
  foundRole: roleSchema.nullable(),
  /** By an administrator's word, which wins; null: as the source says. */
  setRole: setRoleSchema.nullable(),
  setBy: z.string().nullable(),
  setAtUtc: utc.nullable(),
  /** What holds; null: no access. */
  role: roleSchema.nullable(),
  signedInAtUtc: utc.nullable(),
  isYou: z.boolean(),
  /** Sign-ins in force, newest use first. */
  signIns: z.array(staffSignInSchema),
})

export const peopleReplySchema = z.strictObject({ people: z.array(personSchema), readAtUtc: utc })
export const setRoleBodySchema = z.strictObject({ setRole: setRoleSchema.nullable() })
export const endedReplySchema = z.strictObject({ ended: z.int().min(0) })

export type PeopleReply = z.infer<typeof peopleReplySchema>
export type PersonReply = z.infer<typeof personSchema>
export type StaffSignIn = z.infer<typeof staffSignInSchema>
export type SetRole = z.infer<typeof setRoleSchema>
export type SetRoleBody = z.infer<typeof setRoleBodySchema>
export type EndedReply = z.infer<typeof endedReplySchema>
