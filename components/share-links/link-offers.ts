import type { SessionView } from '@/lib/api/replies'
import type { ShareLink } from '@/lib/api/share-replies'

/** What is told of a run where it is shared. */
export type SharedSession = Pick<SessionView, 'id' | 'name' | 'tenant'>

export type LinkOffers = {
  /** Links that show this run already. */
  showing: ShareLink[]
  /** Links of the same tenant, to which this run can be added. */
  sameTenant: ShareLink[]
  /** Links where nobody knows whether the tenant is the same: it is asked first. */
  unsure: ShareLink[]
}

/** A link of another tenant is never offered: one tenant must not see another's run by a slip of the hand. */
export function toOffers(session: SharedSession, links: readonly ShareLink[]): LinkOffers {
  const open = links.filter(({ state }) => state === 'active' || state === 'paused')
  const others = open.filter((link) => !shows(link, session.id))
  return {
    showing: links.filter((link) => link.state !== 'revoked' && shows(link, session.id)),
    sameTenant: others.filter(({ tenant }) => tenant !== null && tenant.id === session.tenant?.id),
    unsure: others.filter(({ tenant }) => tenant === null || session.tenant === null),
  }
}

const shows = (link: ShareLink, sessionId: string): boolean =>
  link.runs.some((run) => run.sessionId === sessionId)
