import 'server-only'
import { verifyNobody, verifyPassword } from './password'
import type { SignInGuard } from './sign-in-guard'
import { ReadError } from '@/lib/failover/read-error'
import type { Role } from '@/lib/failover/role'
import { roleOf, type Person } from '@/lib/store/people'
import type { StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

/** How an attempt to sign in ended. */
export type SignInResult =
  | { kind: 'accepted'; person: Person; role: Role }
  /** Known by their source, but the record takes nothing at present: they are written down when it does. */
  | { kind: 'accepted_meanwhile'; found: FoundPerson; role: Role }
  | { kind: 'refused' }
  | { kind: 'throttled'; retryAfterMs: number }
  /** Known, but without a right to see failovers: by Enterprise Manager's word, or an admin's. */
  | { kind: 'no_failover_right'; name: string }

/** Somebody as their source tells of them. */
export type FoundPerson = Pick<Person, 'source' | 'subject' | 'name'> & { role: Role | null }

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

/**
 * Writes the person down; an admin's word on the role stands above the source's. While the record takes nothing (a full
 * disk) or is away, people still get in to watch: by the admin's word if it can be read, else by their source's.
 */
export async function admit(
  { door, now }: { door: Pick<StoreDoor, 'use'>; now: () => number },
  found: FoundPerson,
): Promise<SignInResult> {
  try {
    const person = await door.use((store) => store.notePerson({ ...found, atMs: now() }))
    const role = roleOf(person)
    return role === null ? noRight(found) : { kind: 'accepted', person, role }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const known = await door.use((store) => store.findPerson(found.source, found.subject)).catch(() => null)
    const role = known ? roleOf({ ...known, foundRole: found.role }) : found.role
    return role === null ? noRight(found) : { kind: 'accepted_meanwhile', found, role }
  }
}

const noRight = ({ name }: FoundPerson): SignInResult => ({ kind: 'no_failover_right', name })
