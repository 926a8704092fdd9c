import 'server-only'
import { createAuthorisedRequest, createEmGet, isSuccess } from './authorised-request'
import { createConnectionRecord } from './connection-record'
import type { EmClient } from './em-client'
import { scheduleUnref, type EmSettings } from './em-settings'
import { toReplyError } from './error-reply'
import { rebaseHref, toEmBase } from './href'
import { createKeepAlive } from './keep-alive'
import { logOff } from './log-off'
import { createLogon } from './logon'
import { createLogonPause } from './logon-pause'
import { requestLogon, toBasic } from './logon-request'
import { badReply, parseReply } from './parse-reply'
import { readBackupServers } from './read-backup-servers'
import { readCollectionStatus } from './read-collections'
import { readFailoverPlans } from './read-plans'
import { readReplica } from './read-replica'
import { readReplicaPoint, readReplicaPointsOfReplica } from './read-replica-point'
import { ROOT_WHAT, toSupportedVersions } from './read-root'
import { queryFailoverSessions, readFailoverSession, readFailoverSessions } from './read-session'
import { readTenants } from './read-tenants'
import { createRedactor } from './redact'
import { startCollection } from './start-collection'
import { createTransport } from './transport'

const MAX_REPLY_BYTES = 32 * 1024 * 1024

/**
 * Builds the client from its parts; nothing is sent before the first read.
 * @throws {TypeError} if the address or the pinned certificate of the settings cannot be read
 */
export function createEmClient(settings: EmSettings): EmClient {
  const { log, now = Date.now, schedule = scheduleUnref } = settings
  const base = toEmBase(settings.url)
  const credentials = {
    url: base.origin + base.prefix,
    username: settings.username,
    password: settings.password,
  }
  const redactor = createRedactor([toBasic(credentials).slice('Basic '.length), credentials.password])
  const context = { redactor, origin: base.origin }
  const record = createConnectionRecord()
  const transport = createTransport({
    base,
    caPem: settings.caPem,
    certSha256: settings.certSha256,
    timeoutMs: settings.timeoutMs,
    maxReplyBytes: settings.maxReplyBytes ?? MAX_REPLY_BYTES,
    now,
    schedule,
    log,
    certificateSeen: record.certificateSeen,
    answered: record.answered,
  })
  const pause = createLogonPause(settings.logonPause, credentials, now, log)
  const logon = createLogon(() => requestLogon(transport, credentials, base, redactor, now), pause, now, log)
  const keepAlive = createKeepAlive({ transport, logon, isWatched: settings.isWatched, now, schedule, log })
  const send = createAuthorisedRequest(transport, logon, pause, keepAlive.touch)
  const get = createEmGet(send, context)
  let disposed: Promise<void> | null = null

  async function dispose(): Promise<void> {
    keepAlive.stop()
    transport.stop()
    const session = logon.open()
    if (session !== null) {
      logon.drop(session)
      await logOff(transport, session, log)
    }
    await transport.close()
  }

  return {
    async readSupportedVersions(signal) {
      const reply = await transport.send({
        method: 'GET',
        path: '/api/',
        what: ROOT_WHAT,
        priority: 'optional',
        signal,
      })
      if (!isSuccess(reply)) throw toReplyError(reply, ROOT_WHAT, context)
      return toSupportedVersions(parseReply(reply.body, ROOT_WHAT))
    },
    async readCapability(signal) {
      const { cloudConnect, userName } = await logon.current(signal)
      if (cloudConnect === null) throw badReply('logon', 'cannot be read')
      return { cloudConnect, userName }
    },
    readFailoverSession: (id, signal) => readFailoverSession(get, id, signal),
    readFailoverSessions: (signal) => readFailoverSessions(get, signal),
    queryFailoverSessions: (query, signal) =>
      queryFailoverSessions(get, query, (href) => rebaseHref(href, base), signal),
    readReplicaPoint: (id, signal) => readReplicaPoint(get, id, signal),
    readReplicaPointsOfReplica: (id, signal) => readReplicaPointsOfReplica(get, id, signal),
    readReplica: (id, signal) => readReplica(get, id, signal),
    readFailoverPlans: (signal) => readFailoverPlans(get, signal),
    readTenants: (signal) => readTenants(get, signal),
    readBackupServers: (signal) => readBackupServers(get, signal),
    readCollectionStatus: (signal) => readCollectionStatus(get, signal),
    startCollection: (id, signal) => startCollection(send, context, id, signal),
    status() {
      const session = logon.open()
      const pausedUntilMs = pause.untilMs()
      return {
        loggedOnSinceUtc: session === null ? null : new Date(session.sinceMs).toISOString(),
        userName: session?.userName ?? null,
        logonPausedUntilUtc: pausedUntilMs === null ? null : new Date(pausedUntilMs).toISOString(),
        lastLogonProblem: logon.lastProblem(),
        ...record.read(),
      }
    },
    dispose: () => (disposed ??= dispose()),
  }
}
