import { z } from 'zod'

/** A row as Enterprise Manager serves it. Times in epoch ms, cut to whole ones. */
export type ServedTask = {
  vmName: string | null
  point: { id: string; name: string } | null
  createdMs: number | null
  endedMs: number | null
  state: string
  result: string
  progress: number
  failureMessage: string | null
}
export type ServedSession = Omit<ServedTask, 'vmName' | 'point'> & { name: string; tasks: ServedTask[] }

const words = {
  CreationTimeUTC: z.string().nullable(),
  EndTimeUTC: z.string().nullable(),
  State: z.string(),
  Result: z.string(),
  Progress: z.number(),
  FailureMessage: z.string().nullable(),
}

const taskSchema = z.object({
  ...words,
  VmName: z.string().nullable(),
  VmReplicaPointLink: z.object({ Href: z.string(), Name: z.string() }).nullable(),
})

const sessionSchema = z.object({
  ...words,
  Name: z.string(),
  CloudFailoverTasks: z.object({ CloudFailoverTasks: z.array(taskSchema) }),
})

/** EM gives up to seven digits below the second. */
const toMs = (utc: string | null): number | null =>
  utc === null ? null : Date.parse(utc.replace(/(\.\d{3})\d+/, '$1'))

function toServed(it: z.infer<z.ZodObject<typeof words>>) {
  return {
    createdMs: toMs(it.CreationTimeUTC),
    endedMs: toMs(it.EndTimeUTC),
    state: it.State,
    result: it.Result,
    progress: it.Progress,
    failureMessage: it.FailureMessage,
  }
}

/**
 * Reads a session as JSON, which the monitor never asks for: neither its client nor its parser has a part in what this
 * test holds the record against.
 */
export async function readServedSession(emUrl: string, id: string): Promise<ServedSession> {
  const logon = await fetch(`${emUrl}/api/sessionMngr/?v=latest`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from('monitor:monitor-secret').toString('base64')}` },
  })
  const response = await fetch(`${emUrl}/api/cloud/failoverSessions/${id}?format=Entity`, {
    headers: {
      'X-RestSvcSessionId': logon.headers.get('X-RestSvcSessionId') ?? '',
      Accept: 'application/json',
    },
  })
  const session = sessionSchema.parse(await response.json())
  return {
    ...toServed(session),
    name: session.Name,
    tasks: session.CloudFailoverTasks.CloudFailoverTasks.map((task) => ({
      ...toServed(task),
      vmName: task.VmName,
      point: task.VmReplicaPointLink && {
        id: /vmReplicaPoints\/([0-9a-f-]{36})/.exec(task.VmReplicaPointLink.Href)?.[1] ?? '',
        name: task.VmReplicaPointLink.Name,
      },
    })),
  }
}
