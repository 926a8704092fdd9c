import { paths } from './paths'
import { sendJson } from './send-json'
import type {
  ChangeShareLink,
  CreateShareLink,
  ProviderChange,
  ProviderReply,
  ShareLinkMadeReply,
} from './share-replies'

/** What staff can do to links. Each throws {ReplyError}; those that make an address are the only ones to tell it. */

export const createShareLink = (body: CreateShareLink) =>
  sendJson<ShareLinkMadeReply>('POST', paths.shareLinks(), body)

/** Everything but the state, which has commands of its own. */
export const changeShareLink = (id: string, body: Omit<ChangeShareLink, 'state'>) =>
  sendJson<unknown>('PATCH', paths.shareLink(id), body)

export const pauseShareLink = (id: string) =>
  sendJson<unknown>('PATCH', paths.shareLink(id), { state: 'paused' } satisfies ChangeShareLink)

/** Makes a new address: the old one never works again. */
export const resumeShareLink = (id: string) =>
  sendJson<ShareLinkMadeReply>('PATCH', paths.shareLink(id), { state: 'active' } satisfies ChangeShareLink)

export const rotateShareLink = (id: string) => sendJson<ShareLinkMadeReply>('POST', paths.rotateShareLink(id))

export const revokeShareLink = (id: string) => sendJson<unknown>('DELETE', paths.shareLink(id))

export const addShareRun = (id: string, sessionId: string) =>
  sendJson<unknown>('POST', paths.shareLinkRuns(id), { sessionId })

/** The last one stays: a link that shows nothing is to be revoked. */
export const removeShareRun = (id: string, sessionId: string) =>
  sendJson<unknown>('DELETE', paths.shareLinkRun(id, sessionId))

export const writeShareUpdate = (id: string, body: { text: string; author: string }) =>
  sendJson<unknown>('POST', paths.shareLinkUpdates(id), body)

export const removeShareUpdate = (id: string, updateId: string) =>
  sendJson<unknown>('DELETE', paths.shareLinkUpdate(id, updateId))

export const setTenantLinks = (tenantId: string, state: 'paused' | 'revoked') =>
  sendJson<unknown>('POST', paths.shareLinksState(), { tenantId, state })

export const setProvider = (body: ProviderChange) => sendJson<ProviderReply>('PUT', paths.provider(), body)
