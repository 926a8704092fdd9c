import 'server-only'
import {
  acknowledge,
  clearAcknowledgements,
  listAcknowledgements,
  withdrawAcknowledgements,
} from './acknowledgements'
import { declineAttempts, joinAttempts, readAttempts, separateAttempt, withdrawDeclines } from './attempts'
import { checkRecord } from './check-record'
import { readEarlierRuns } from './earlier-runs'
import { listFinalisations, recordFinalisation } from './finalisations'
import { findReport, keepReport } from './kept-reports'
import { countRecorded, listRecorded } from './list-recorded'
import { addFilter, changeFilter, listFilters, removeFilter } from './saved-filters'
import { listNames } from './recorded-names'
import { countFacets, sumRecorded } from './sum-recorded'
import { findLocalAccount, setLocalAccount, removeLocalAccount } from './local-accounts'
import { migrate } from './migrate'
import { openDatabase, toLocation, type OpenDatabase, type StoreAddress } from './open-database'
import { findPerson, notePerson, listPeople, setPersonRole } from './people'
import {
  createStaffSession,
  findStaffSession,
  touchStaffSession,
  listStaffSessions,
  endStaffSession,
  endSessionsOfPerson,
  pruneStaffSessions,
} from './staff-sessions'
import { beginAttempt, forgetAttempt, forgetAttemptsOf } from './sign-in-attempts'
import { readProviderProfile, setProviderProfile } from './provider-profiles'
import { noteShareAliases, readShareAliases } from './share-aliases'
import {
  changeShareLink,
  createShareLink,
  findShareLink,
  findShareLinkByToken,
  listShareLinks,
  pauseShareLink,
  replaceShareToken,
  resumeShareLink,
  revokeShareLink,
  setShareLinksOfTenant,
} from './share-links'
import { addShareRun, removeShareRun } from './share-runs'
import { removeShareUpdate, writeShareUpdate } from './share-updates'
import { listShareViews, noteShareView, sumShareViews } from './share-views'
import { appendAudit, holdsAudit, listAudit, listAuditPeople } from './audit-events'
import { findRecordedPlan, readPlanTarget, readPlanTargets, setPlanTarget } from './plan-targets'
import { readPointUses } from './point-uses'
import { readRecordedPoint } from './recorded-point'
import { rehearseWrite } from './rehearse-write'
import { listRunNotes, withdrawRunNote, writeRunNote } from './run-notes'
import { tagRun } from './run-tags'
import { readRecordedHistory } from './read-history'
import { readFailedRows } from './read-failed-rows'
import { readListedSessions, readRecordedSession } from './read-sessions'
import { findPairing, openPairing } from './screen-pairings'
import { askScreen, listScreenCommands, markCommandsDone, withdrawCommand } from './screen-commands'
import { approveScreen, changeScreen, findScreen, listScreens, revokeScreen, touchScreen } from './screens'
import { toStoreError } from './store-fault'
import { thinSamples } from './thin-samples'
import { writeList } from './write-list'
import { writeSessions } from './write-sessions'

/** Leaves out the database and the Enterprise Manager, which every query needs and one store has one of. */
type Bound<Query> = Query extends (db: never, emId: never, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never

/**
 * The record of one Enterprise Manager, open. Every function throws a {@link StoreError}; what writes returns when it is
 * on disk, all of it or nothing.
 */
export type Store = {
  writeSessions: Bound<typeof writeSessions>
  writeList: Bound<typeof writeList>
  readSession: Bound<typeof readRecordedSession>
  readListed: Bound<typeof readListedSessions>
  readFailedRows: Bound<typeof readFailedRows>
  list: Bound<typeof listRecorded>
  count: Bound<typeof countRecorded>
  sum: Bound<typeof sumRecorded>
  countFacets: Bound<typeof countFacets>
  listNames: Bound<typeof listNames>
  listFilters: Bound<typeof listFilters>
  addFilter: Bound<typeof addFilter>
  changeFilter: Bound<typeof changeFilter>
  removeFilter: Bound<typeof removeFilter>
  readHistory: Bound<typeof readRecordedHistory>
  readEarlierRuns: Bound<typeof readEarlierRuns>
  readPointUses: Bound<typeof readPointUses>
  readRecordedPoint: Bound<typeof readRecordedPoint>
  readPlanTarget: Bound<typeof readPlanTarget>
  readPlanTargets: Bound<typeof readPlanTargets>
  setPlanTarget: Bound<typeof setPlanTarget>
  findRecordedPlan: Bound<typeof findRecordedPlan>
  tagRun: Bound<typeof tagRun>
  acknowledge: Bound<typeof acknowledge>
  withdrawAcknowledgements: Bound<typeof withdrawAcknowledgements>
  clearAcknowledgements: Bound<typeof clearAcknowledgements>
  listAcknowledgements: Bound<typeof listAcknowledgements>
  writeRunNote: Bound<typeof writeRunNote>
  withdrawRunNote: Bound<typeof withdrawRunNote>
  listRunNotes: Bound<typeof listRunNotes>
  recordFinalisation: Bound<typeof recordFinalisation>
  listFinalisations: Bound<typeof listFinalisations>
  readAttempts: Bound<typeof readAttempts>
  joinAttempts: Bound<typeof joinAttempts>
  separateAttempt: Bound<typeof separateAttempt>
  declineAttempts: Bound<typeof declineAttempts>
  withdrawDeclines: Bound<typeof withdrawDeclines>
  rehearseWrite: Bound<typeof rehearseWrite>
  keepReport: Bound<typeof keepReport>
  findReport: Bound<typeof findReport>
  thin: Bound<typeof thinSamples>
  findPerson: Bound<typeof findPerson>
  notePerson: Bound<typeof notePerson>
  listPeople: Bound<typeof listPeople>
  setPersonRole: Bound<typeof setPersonRole>
  createStaffSession: Bound<typeof createStaffSession>
  findStaffSession: Bound<typeof findStaffSession>
  touchStaffSession: Bound<typeof touchStaffSession>
  listStaffSessions: Bound<typeof listStaffSessions>
  endStaffSession: Bound<typeof endStaffSession>
  endSessionsOfPerson: Bound<typeof endSessionsOfPerson>
  pruneStaffSessions: Bound<typeof pruneStaffSessions>
  beginAttempt: Bound<typeof beginAttempt>
  forgetAttempt: Bound<typeof forgetAttempt>
  forgetAttemptsOf: Bound<typeof forgetAttemptsOf>
  findLocalAccount: Bound<typeof findLocalAccount>
  setLocalAccount: Bound<typeof setLocalAccount>
  removeLocalAccount: Bound<typeof removeLocalAccount>
  appendAudit: Bound<typeof appendAudit>
  listAudit: Bound<typeof listAudit>
  readProviderProfile: Bound<typeof readProviderProfile>
  setProviderProfile: Bound<typeof setProviderProfile>
  noteShareAliases: Bound<typeof noteShareAliases>
  readShareAliases: Bound<typeof readShareAliases>
  createShareLink: Bound<typeof createShareLink>
  findShareLinkByToken: Bound<typeof findShareLinkByToken>
  findShareLink: Bound<typeof findShareLink>
  listShareLinks: Bound<typeof listShareLinks>
  changeShareLink: Bound<typeof changeShareLink>
  replaceShareToken: Bound<typeof replaceShareToken>
  pauseShareLink: Bound<typeof pauseShareLink>
  resumeShareLink: Bound<typeof resumeShareLink>
  revokeShareLink: Bound<typeof revokeShareLink>
  setShareLinksOfTenant: Bound<typeof setShareLinksOfTenant>
  addShareRun: Bound<typeof addShareRun>
  removeShareRun: Bound<typeof removeShareRun>
  writeShareUpdate: Bound<typeof writeShareUpdate>
  removeShareUpdate: Bound<typeof removeShareUpdate>
  noteShareView: Bound<typeof noteShareView>
  listShareViews: Bound<typeof listShareViews>
  sumShareViews: Bound<typeof sumShareViews>
  openPairing: Bound<typeof openPairing>
  findPairing: Bound<typeof findPairing>
  approveScreen: Bound<typeof approveScreen>
  findScreen: Bound<typeof findScreen>
  listScreens: Bound<typeof listScreens>
  changeScreen: Bound<typeof changeScreen>
  revokeScreen: Bound<typeof revokeScreen>
  touchScreen: Bound<typeof touchScreen>
  askScreen: Bound<typeof askScreen>
  listScreenCommands: Bound<typeof listScreenCommands>
  markCommandsDone: Bound<typeof markCommandsDone>
  withdrawCommand: Bound<typeof withdrawCommand>
  holdsAudit: Bound<typeof holdsAudit>
  listAuditPeople: Bound<typeof listAuditPeople>
  countSessions: () => Promise<number>
  sizeBytes: () => Promise<number>
  /** What is wrong with the record; empty if all is well. */
  check: () => Promise<string[]>
  close: () => Promise<void>
}

/**
 * Opens the record and brings it to this version's form.
 * @param emUrl names the Enterprise Manager whose record it is
 * @throws {StoreError}
 */
export async function createStore(address: StoreAddress, emUrl: string, nowMs: number): Promise<Store> {
  const where = toLocation(address)
  const fail = (cause: unknown): never => {
    throw toStoreError(cause, where)
  }
  let open: OpenDatabase | null = null
  try {
    open = openDatabase(address)
    await migrate(open.db, open.engine, where)
    return toStore(open, await managerOf(open, emUrl, nowMs), fail)
  } catch (cause) {
    await open?.close().catch(() => undefined)
    return fail(cause)
  }
}

async function managerOf({ db }: OpenDatabase, url: string, nowMs: number): Promise<number> {
  await db
    .insertInto('enterprise_managers')
    .values({ url, created_ms: nowMs })
    .onConflict((conflict) => conflict.column('url').doNothing())
    .execute()
  const { id } = await db
    .selectFrom('enterprise_managers')
    .select('id')
    .where('url', '=', url)
    .executeTakeFirstOrThrow()
  return id
}

function toStore(open: OpenDatabase, emId: number, fail: (cause: unknown) => never): Store {
  const { db, engine } = open
  const bind =
    <Rest extends unknown[], Result>(
      query: (database: typeof db, em: number, ...rest: Rest) => Promise<Result>,
    ) =>
    (...rest: Rest): Promise<Result> =>
      query(db, emId, ...rest).catch(fail)
  return {
    writeSessions: bind(writeSessions),
    writeList: bind(writeList),
    readSession: bind(readRecordedSession),
    readListed: bind(readListedSessions),
    readFailedRows: bind(readFailedRows),
    list: bind(listRecorded),
    count: bind(countRecorded),
    sum: bind(sumRecorded),
    countFacets: bind(countFacets),
    listNames: bind(listNames),
    listFilters: bind(listFilters),
    addFilter: bind(addFilter),
    changeFilter: bind(changeFilter),
    removeFilter: bind(removeFilter),
    readHistory: bind(readRecordedHistory),
    readEarlierRuns: bind(readEarlierRuns),
    readPointUses: bind(readPointUses),
    readRecordedPoint: bind(readRecordedPoint),
    readPlanTarget: bind(readPlanTarget),
    readPlanTargets: bind(readPlanTargets),
    setPlanTarget: bind(setPlanTarget),
    findRecordedPlan: bind(findRecordedPlan),
    tagRun: bind(tagRun),
    acknowledge: bind(acknowledge),
    withdrawAcknowledgements: bind(withdrawAcknowledgements),
    clearAcknowledgements: bind(clearAcknowledgements),
    listAcknowledgements: bind(listAcknowledgements),
    writeRunNote: bind(writeRunNote),
    withdrawRunNote: bind(withdrawRunNote),
    listRunNotes: bind(listRunNotes),
    recordFinalisation: bind(recordFinalisation),
    listFinalisations: bind(listFinalisations),
    readAttempts: bind(readAttempts),
    joinAttempts: bind(joinAttempts),
    separateAttempt: bind(separateAttempt),
    declineAttempts: bind(declineAttempts),
    withdrawDeclines: bind(withdrawDeclines),
    rehearseWrite: bind(rehearseWrite),
    keepReport: bind(keepReport),
    findReport: bind(findReport),
    thin: bind(thinSamples),
    findPerson: bind(findPerson),
    notePerson: bind(notePerson),
    listPeople: bind(listPeople),
    setPersonRole: bind(setPersonRole),
    createStaffSession: bind(createStaffSession),
    findStaffSession: bind(findStaffSession),
    touchStaffSession: bind(touchStaffSession),
    listStaffSessions: bind(listStaffSessions),
    endStaffSession: bind(endStaffSession),
    endSessionsOfPerson: bind(endSessionsOfPerson),
    pruneStaffSessions: bind(pruneStaffSessions),
    beginAttempt: bind(beginAttempt),
    forgetAttempt: bind(forgetAttempt),
    forgetAttemptsOf: bind(forgetAttemptsOf),
    findLocalAccount: bind(findLocalAccount),
    setLocalAccount: bind(setLocalAccount),
    removeLocalAccount: bind(removeLocalAccount),
    appendAudit: bind(appendAudit),
    listAudit: bind(listAudit),
    readProviderProfile: bind(readProviderProfile),
    setProviderProfile: bind(setProviderProfile),
    noteShareAliases: bind(noteShareAliases),
    readShareAliases: bind(readShareAliases),
    createShareLink: bind(createShareLink),
    findShareLinkByToken: bind(findShareLinkByToken),
    findShareLink: bind(findShareLink),
    listShareLinks: bind(listShareLinks),
    changeShareLink: bind(changeShareLink),
    replaceShareToken: bind(replaceShareToken),
    pauseShareLink: bind(pauseShareLink),
    resumeShareLink: bind(resumeShareLink),
    revokeShareLink: bind(revokeShareLink),
    setShareLinksOfTenant: bind(setShareLinksOfTenant),
    addShareRun: bind(addShareRun),
    removeShareRun: bind(removeShareRun),
    writeShareUpdate: bind(writeShareUpdate),
    removeShareUpdate: bind(removeShareUpdate),
    noteShareView: bind(noteShareView),
    listShareViews: bind(listShareViews),
    sumShareViews: bind(sumShareViews),
    openPairing: bind(openPairing),
    findPairing: bind(findPairing),
    approveScreen: bind(approveScreen),
    findScreen: bind(findScreen),
    listScreens: bind(listScreens),
    changeScreen: bind(changeScreen),
    revokeScreen: bind(revokeScreen),
    touchScreen: bind(touchScreen),
    askScreen: bind(askScreen),
    listScreenCommands: bind(listScreenCommands),
    markCommandsDone: bind(markCommandsDone),
    withdrawCommand: bind(withdrawCommand),
    holdsAudit: bind(holdsAudit),
    listAuditPeople: bind(listAuditPeople),
    async countSessions() {
      const { n } = await db
        .selectFrom('sessions')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('em_id', '=', emId)
        .executeTakeFirstOrThrow()
        .catch(fail)
      return n
    },
    sizeBytes: () => open.sizeBytes().catch(fail),
    check: () => checkRecord(db, engine).catch(fail),
    close: () => open.close(),
  }
}
