import 'server-only'
import { verifyNobody, verifyPassword } from './password'
import type { SignInGuard } from './sign-in-guard'
import { ReadError } from '@/lib/failover/read-error'
import type { Role } from '@/lib/failover/role'
import { roleOf, type Person } from '@/lib/store/people'
import type { StoreDoor } from '@/lib/store/store-door'

/** How an attempt to sign in ended. */
export type SignInResult =
  | { kind: 'accepted'; person: Person; role: Role }
  | { kind: 'refused' }
  | { kind: 'throttled'; retryAfterMs: number }
  /** Known, but without a right to see failovers: by Enterprise Manager's word, or an admin's. */
  | { kind: 'no_failover_right'; name: string }

export type Credentials = { username: string; password: string; address: string }

/** What Enterprise Manager says of an account; throws {@link ReadError} when it cannot say. */
export type AskEnterpriseManager = (account: {
  username: string
  password: string
}) => Promise<
  | { kind: 'refused' }
  | { kind: 'no_failover_right'; userName: string | null }
  | { kind: 'accepted'; userName: string | null; role: Role }
>

/**
 * Signs a person in by their Enterprise Manager account. Its password is used once and never kept.
 * @throws {ReadError} when Enterprise Manager cannot be asked, {StoreError} when attempts cannot be counted
 */
export async function signInWithEnterpriseManager(
  parts: {
    door: Pick<StoreDoor, 'use'>
    guard: SignInGuard
    ask: AskEnterpriseManager
    now: () => number
  },
  { username, password, address }: Credentials,
): Promise<SignInResult> {
  const begun = await parts.guard.begin(username, address)
  if (begun.kind === 'wait') return { kind: 'throttled', retryAfterMs: begun.retryAfterMs }
  const { attempt } = begun
  let answer: Awaited<ReturnType<AskEnterpriseManager>>
  try {
    answer = await parts.ask({ username, password })
  } catch (error) {
    // A logon whose answer never came may have counted at Enterprise Manager: it counts here too.
    if (!(error instanceof ReadError && error.code === 'timed_out')) await attempt.undecided()
    throw error
  }
  if (answer.kind === 'refused') return answer
  await attempt.succeeded()
  const name = answer.userName ?? username.trim()
  if (answer.kind === 'no_failover_right') return { kind: 'no_failover_right', name }
  return admit(parts, { source: 'em', subject: name.toLowerCase(), name, role: answer.role })
}

/**
 * Signs a person in by an account of the monitor's own, for the day Enterprise Manager is down.
 * @throws {StoreError}
 */
export async function signInLocally(
  parts: { door: Pick<StoreDoor, 'use'>; guard: SignInGuard; now: () => number },
  { username, password, address }: Credentials,
): Promise<SignInResult> {
  const subject = username.trim().toLowerCase()
  // Its own name in the count: guessing it must not shut out the Enterprise Manager account of the same name.
  const begun = await parts.guard.begin(`local:${subject}`, address)
  if (begun.kind === 'wait') return { kind: 'throttled', retryAfterMs: begun.retryAfterMs }
  const account = await parts.door.use((store) => store.findLocalAccount(subject))
  const isRight = account
    ? await verifyPassword(password, account.passwordHash)
    : await verifyNobody(password)
  if (!account || !isRight) return { kind: 'refused' }
  await begun.attempt.succeeded()
  const { name, foundRole } = account.person
  return admit(parts, { source: 'local', subject, name, role: foundRole })
}

/** Writes the person down; an admin's word on the role stands above the source's. @throws {StoreError} */
export async function admit(
  parts: { door: Pick<StoreDoor, 'use'>; now: () => number },
  found: { source: Person['source']; subject: string; name: string; role: Role | null },
): Promise<SignInResult> {
  const person = await parts.door.use((store) => store.notePerson({ ...found, atMs: parts.now() }))
  const role = roleOf(person)
  return role === null ? { kind: 'no_failover_right', name: person.name } : { kind: 'accepted', person, role }
}
