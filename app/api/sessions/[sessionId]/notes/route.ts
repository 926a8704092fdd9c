import { writeNoteBody } from '@/lib/api/teamwork-schemas'
import { canNote } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const POST = route(
  { allow: canNote, params: sessionParams, body: writeNoteBody },
  async ({ runtime, params: { sessionId }, body, principal, client }) =>
    json({ note: await runtime.runNotes.write(sessionId, body, principal, client) }, { status: 201 }),
)
