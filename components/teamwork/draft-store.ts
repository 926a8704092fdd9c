/**
 * Texts that somebody is writing, in this tab. They are that person's: the next one who signs in at this browser reads none
 * of them, and nothing of them outlives a sign-out, in whichever tab. A sign-in that has expired takes nothing away.
 */

/** Whose browser this is, for all its tabs. */
type Owner = {
  /** Null: somebody has signed out, and nobody has signed in since. */
  person: string | null
  /** Another one after each sign-out: a tab that slept through it finds nothing of before. */
  round: string
}

const OWNER_KEY = 'failover-drafts.owner.1'
const DRAFT = 'failover-draft'

/** What was written on this page; what an earlier page of this tab left stands in the tab's own storage. */
const written = new Map<string, string>()
const listeners = new Set<() => void>()
/** The person for whom this page was made, by the server; null before that is known. */
let personOfPage: string | null = null
/** Whose texts are kept. Null: nobody's, so what is written stays with the page and is not kept. */
let kept: { person: string; round: string } | null = null

export function subscribeDrafts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function readDraft(key: string): string {
  const here = written.get(key)
  if (here !== undefined || kept === null) return here ?? ''
  try {
    return sessionStorage.getItem(prefixOf(kept) + key) ?? ''
  } catch {
    // A browser that keeps nothing for pages: the text still stands as long as the page does.
    return ''
  }
}

/** @param text '': there is none any more */
export function writeDraft(key: string, text: string): void {
  written.set(key, text)
  if (kept !== null) {
    try {
      if (text === '') sessionStorage.removeItem(prefixOf(kept) + key)
      else sessionStorage.setItem(prefixOf(kept) + key, text)
    } catch {
      // As above.
    }
  }
  tell()
}

/** The page is this person's. What others have left in this tab goes, and their other tabs hear of it. */
export function ownDrafts(person: string): void {
  personOfPage = person
  const owner = readOwner()
  if (owner.person !== person) writeOwner({ ...owner, person })
  keepFor({ person, round: owner.round })
}

/** The person has signed out: nothing is left here, nor in any other tab of this browser. */
export function dropDrafts(): void {
  writeOwner({ person: null, round: Date.now().toString(36) })
  keepFor(null)
}

/** Looks whether this browser has become somebody else's, or nobody's, by another tab. */
export function reviewDrafts(): void {
  if (personOfPage === null) return
  const { person, round } = readOwner()
  keepFor(person === personOfPage ? { person, round } : null)
}

/** Watches what happens in other tabs, and what has happened while this page was out of sight. */
export function watchDraftOwner(): () => void {
  const onOtherTab = ({ key }: StorageEvent): void => {
    if (key === OWNER_KEY || key === null) reviewDrafts()
  }
  window.addEventListener('storage', onOtherTab)
  window.addEventListener('pageshow', reviewDrafts)
  return () => {
    window.removeEventListener('storage', onOtherTab)
    window.removeEventListener('pageshow', reviewDrafts)
  }
}

function keepFor(next: typeof kept): void {
  const isSame = kept?.person === next?.person && kept?.round === next?.round
  kept = next
  if (!isSame) written.clear()
  removeAllBut(next === null ? null : prefixOf(next))
  if (!isSame) tell()
}

const prefixOf = ({ person, round }: { person: string; round: string }): string =>
  `${DRAFT} ${round} ${person} `

function removeAllBut(prefix: string | null): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(`${DRAFT} `) && (prefix === null || !key.startsWith(prefix)))
        sessionStorage.removeItem(key)
  } catch {
    // Nothing is kept there.
  }
}

function tell(): void {
  for (const listener of listeners) listener()
}

const NO_OWNER: Owner = { person: null, round: '0' }
/** What this tab knows for itself, where the browser keeps nothing for all of them. */
let ownerHere = NO_OWNER

function readOwner(): Owner {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(OWNER_KEY) ?? 'null')
    return isOwner(found) ? found : ownerHere
  } catch {
    return ownerHere
  }
}

function writeOwner(owner: Owner): void {
  ownerHere = owner
  try {
    localStorage.setItem(OWNER_KEY, JSON.stringify(owner))
  } catch {
    // Full, or forbidden.
  }
}

const isOwner = (found: unknown): found is Owner =>
  typeof found === 'object' &&
  found !== null &&
  'person' in found &&
  (found.person === null || typeof found.person === 'string') &&
  'round' in found &&
  typeof found.round === 'string'
