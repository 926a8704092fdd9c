import 'server-only'
import { createAccess, type Access } from './access'
import { createAcknowledgements, type Acknowledgements } from './acknowledgements'
import { createAttempts, type Attempts } from './attempts'
import { createAudit, type Audit } from './audit'
import { createAuditBook, type AuditBook } from './audit-book'
import { createCookies, type Cookies } from './cookies'
import { createFinalisations, type Finalisations } from './finalisations'
import { createFailureLimits, type FailureLimits } from './limits'
import { createPeople, type People } from './people'
import { createPlanTargets, type PlanTargets } from './plan-targets'
import { createProvider, type Provider } from './provider'
import { createReportAudit, type ReportAudit } from './report-audit'
import { createRunNotes, type RunNotes } from './run-notes'
import { createRunTags, type RunTags } from './run-tags'
import { createSavedFilters, type SavedFilters } from './saved-filters'
import { createScreenAccess, type ScreenAccess } from './screen-access'
import { createScreenFleet, type ScreenFleet } from './screen-fleet'
import { createScreenList, type ScreenList } from './screen-list'
import { createShareLinks, type ShareLinks } from './share-links'
import { createShares, type Shares } from './shares'
import { createSingleSignOn, type SingleSignOn } from './single-sign-on'
import type { TeamworkMemory } from './teamwork-memory'
import type { ScreenCodes } from './screen-codes'
import { createWall, type Wall } from './wall'
import { inRecord } from './record-errors'
import type { Config } from './config'
import type { Log } from './log'
import type { Sessions } from './sessions'
import type { SurroundingsSource } from './surroundings'
import { admit } from '@/lib/auth/sign-in'
import { createKeyedHash, type KeyedHash } from '@/lib/auth/token'
import { createOidc } from '@/lib/auth/oidc'
import { createPairing } from '@/lib/auth/pairing'
import { createScreens } from '@/lib/auth/screens'
import { createSignInGuard } from '@/lib/auth/sign-in-guard'
import { createStaffSessions, type StaffSessions } from '@/lib/auth/staff-sessions'
import type { Recorder } from '@/lib/recorder/recorder'
import type { StoreDoor } from '@/lib/store/store-door'

/** Who may see what, and what they do with it: people, links, screens, tags, targets, and the book of it all. */
export type AccessParts = {
  access: Access
  singleSignOn: SingleSignOn
  staffSessions: StaffSessions
  screenAccess: ScreenAccess
  screenFleet: ScreenFleet
  screenList: ScreenList
  wall: Wall
  people: People
  audit: Audit
  auditBook: AuditBook
  reportAudit: ReportAudit
  runTags: RunTags
  acknowledgements: Acknowledgements
  runNotes: RunNotes
  finalisations: Finalisations
  attempts: Attempts
  planTargets: PlanTargets
  savedFilters: SavedFilters
  cookies: Cookies
  limits: FailureLimits
  keyedHash: KeyedHash
  shares: Shares
  shareLinks: ShareLinks
  provider: Provider
}

/** The part of the composition root that is about people; what they look at comes ready-made. */
export function createAccessParts(given: {
  config: Config
  secret: string
  ask: Parameters<typeof createAccess>[0]['ask']
  door: Pick<StoreDoor, 'use'>
  sessions: Sessions
  surroundings: SurroundingsSource
  recorder: Recorder
  teamwork: TeamworkMemory
  codes: ScreenCodes
  build: string
  log: Log
  now: () => number
}): AccessParts {
  const { config, secret, ask, door, sessions, surroundings, recorder, teamwork, codes, build, log, now } =
    given
  const keyedHash = createKeyedHash(secret)
  const staffSessions = createStaffSessions(door, now)
  const audit = createAudit(door, log, now)
  const cookies = createCookies(config.publicUrl)
  const access = createAccess({
    door,
    guard: createSignInGuard(door, keyedHash, now),
    ask,
    staffSessions,
    cookies,
    audit,
    now,
  })
  const limits = createFailureLimits(config.limitFactor)
  const shares = createShares({ door, sessions, keyedHash, limits, cookies, audit, log, now })
  const screenFleet = createScreenFleet({ door, audit, now })
  const screenAccess = createScreenAccess({
    door,
    fleet: screenFleet,
    pairing: createPairing(door, keyedHash, now),
    screens: createScreens(door, now),
    cookies,
    limits,
    audit,
    now,
  })
  const { oidc } = config.access
  const shareLinks = createShareLinks({ door, sessions, teamwork, audit, now })
  const singleSignOn = createSingleSignOn({
    oidc: oidc && createOidc(oidc, secret, now),
    admit: (person) => inRecord(admit({ door, now }, { source: 'oidc', ...person })),
    access,
    cookies,
    audit,
    log,
    publicUrl: config.publicUrl,
  })
  return {
    access,
    singleSignOn,
    staffSessions,
    screenAccess,
    screenFleet,
    screenList: createScreenList(sessions, surroundings, screenFleet, { build, now }),
    wall: createWall(sessions, surroundings, { codes, build, now }),
    people: createPeople({ door, staffSessions, audit, now }),
    audit,
    auditBook: createAuditBook(door),
    reportAudit: createReportAudit(door, audit),
    runTags: createRunTags({ door, sessions, recorder, audit, now }),
    acknowledgements: createAcknowledgements({ door, sessions, teamwork, audit, now }),
    runNotes: createRunNotes({ door, sessions, teamwork, audit, now }),
    finalisations: createFinalisations({ door, sessions, teamwork, audit, now }),
    attempts: createAttempts({ door, sessions, shareLinks, audit, now }),
    planTargets: createPlanTargets({ door, sessions, surroundings, audit, now }),
    savedFilters: createSavedFilters({ door, audit, now }),
    cookies,
    limits,
    keyedHash,
    shares,
    shareLinks,
    provider: createProvider({ door, audit, now }),
  }
}
