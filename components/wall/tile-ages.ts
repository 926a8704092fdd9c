import type { WallReply } from '@/lib/api/screen-replies'

/**
 * After 304 the runs are those of the reply before, and so are the ages in them. The server's tag leaves out an age that
 * is the page's own, so it is put in here; one that differs is in the tag, and has not changed.
 * @returns a function that wants every reply, in the order in which they came
 */
export function createTileAges(): (reply: WallReply) => WallReply {
  let body: { sessions: WallReply['sessions']; observedAtUtc: string } | null = null
  return (reply) => {
    const { sessions, freshness } = reply
    if (body === null || body.sessions !== sessions) {
      body = { sessions, observedAtUtc: freshness.observedAtUtc }
      return reply
    }
    const before = body.observedAtUtc
    if (before === freshness.observedAtUtc) return reply
    return {
      ...reply,
      sessions: sessions.map((run) =>
        run.freshness.observedAtUtc === before
          ? { ...run, freshness: { ...run.freshness, observedAtUtc: freshness.observedAtUtc } }
          : run,
      ),
    }
  }
}
