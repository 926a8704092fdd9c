import 'server-only'
import { z } from 'zod'

/** Ids of ours. What is none of them is simply not there. */
const id = z.string().max(100)

export const shareLinkParams = z.object({ linkId: id })
export const shareUpdateParams = z.object({ linkId: id, updateId: id })
export const shareRunParams = z.object({ linkId: id, sessionId: id })
