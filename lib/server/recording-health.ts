import 'server-only'
import type { HealthReply } from '@/lib/api/replies'
import type { Recorder } from '@/lib/recorder/recorder'
import type { StoreDoor } from '@/lib/store/store-door'

const utc = (ms: number): string => new Date(ms).toISOString()

/** Whether what is seen is also written down, for the health page. Never throws. */
export async function toRecordingHealth(
  door: Pick<StoreDoor, 'use' | 'problem' | 'isOpen' | 'engine' | 'location'>,
  recorder: Pick<Recorder, 'status'>,
): Promise<HealthReply['recording']> {
  const { waiting, setAside, lastWrittenAtMs, fault } = recorder.status()
  const problem = door.problem() ?? fault
  const size = await door
    .use(async (store) => ({ sessions: await store.countSessions(), sizeBytes: await store.sizeBytes() }))
    .catch(() => ({ sessions: null, sizeBytes: null }))
  return {
    state: problem ? 'failing' : door.isOpen() ? 'recording' : 'starting',
    engine: door.engine,
    location: door.location,
    lastWrittenAtUtc: lastWrittenAtMs === null ? null : utc(lastWrittenAtMs),
    waiting,
    setAside,
    ...size,
    problem: problem && {
      code: problem.error.code,
      message: problem.error.message,
      sinceUtc: utc(problem.sinceMs),
      nextTryAtUtc: problem.nextTryAtMs === null ? null : utc(problem.nextTryAtMs),
    },
  }
}
