import { canNote } from '@/lib/auth/permissions'
import { noteParams } from '@/lib/server/params'
import { done } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const DELETE = route(
  { allow: canNote, params: noteParams },
  async ({ runtime, params: { sessionId, noteId }, principal, client }) => {
    await runtime.runNotes.withdraw(sessionId, noteId, principal, client)
    return done()
  },
)
