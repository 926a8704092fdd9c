import { randomUUID } from 'node:crypto'
import type { Role } from './roles'

/** EM closes a logon session after 15 idle minutes; any request renews it (api.md §2.4). Real time. */
export const IDLE_LIMIT_MS = 15 * 60_000

/** Host part that EM puts before a bare user name on Windows. */
const HOST_NAME = 'SRV-EM06'

export type Account = { username: string; password: string; role: Role }

export type LogonSession = {
  id: string
  /** `HOST\user`, as EM tells it. */
  userName: string
  role: Role
  lastUsedMs: number
}

export type LogonSessions = {
  /** Null = wrong user name or password. */
  logOn(username: string, password: string): LogonSession | null
  /** Finds the open session of a token and renews it. */
  use(token: string): LogonSession | null
  list(): LogonSession[]
  /** False = there is no such session. */
  logOff(id: string): boolean
  expireAll(): void
  setPassword(username: string, password: string): void
  accounts(): readonly Account[]
}

/** Base64 of the id's text (api.md §2.3). */
export function toToken(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64')
}

/** @param realNow epoch ms; the idle limit is not scaled by the scenario's speed */
export function createLogonSessions(input: {
  accounts: readonly Account[]
  realNow: () => number
}): LogonSessions {
  const accounts = input.accounts.map((account) => ({ ...account }))
  const byToken = new Map<string, LogonSession>()
  const dropExpired = (): void => {
    const nowMs = input.realNow()
    for (const [token, session] of byToken) {
      if (nowMs - session.lastUsedMs >= IDLE_LIMIT_MS) byToken.delete(token)
    }
  }
  return {
    logOn(username, password) {
      const bare = username.slice(username.lastIndexOf('\\') + 1)
      const account = accounts.find(
        (candidate) =>
          candidate.password === password &&
          [username, bare].some((name) => name.toLowerCase() === candidate.username.toLowerCase()),
      )
      if (account === undefined) return null
      const session: LogonSession = {
        // Not from the seed: a token of an earlier simulator must not open this one.
        id: randomUUID(),
        userName: `${HOST_NAME}\\${bare}`,
        role: account.role,
        lastUsedMs: input.realNow(),
      }
      byToken.set(toToken(session.id), session)
      return session
    },
    use(token) {
      dropExpired()
      const session = byToken.get(token) ?? null
      if (session !== null) session.lastUsedMs = input.realNow()
      return session
    },
    list() {
      dropExpired()
      return [...byToken.values()]
    },
    logOff: (id) => byToken.delete(toToken(id.toLowerCase())),
    expireAll: () => byToken.clear(),
    setPassword(username, password) {
      const account = accounts.find((candidate) => candidate.username === username)
      if (account === undefined) throw new Error(`No account ${username}`)
      account.password = password
    },
    accounts: () => accounts,
  }
}
