import { z } from 'zod'
import { FaultSchema } from '../faults'
import type { Simulator } from '../simulator'
import type { RawRequest } from './em-api'
import type { HttpReply } from './http-reply'

const FaultCommand = z.strictObject({
  fault: FaultSchema.nullable(),
  path: z.string().optional(),
  times: z.int().positive().optional(),
})

const OptionsCommand = z.strictObject({
  collectionStopped: z.boolean().optional(),
  collectionDelayMs: z.number().min(0).optional(),
  jsonKeyCase: z.enum(['pascal', 'camel']).optional(),
  emptyTasksWhenStopped: z.boolean().optional(),
  speed: z.number().min(0).optional(),
})

/** The simulator's own paths, `/simulator/…`: no part of EM, never hit by a fault, never logged. */
export function answerControl(request: RawRequest, simulator: Simulator): HttpReply | null {
  const path = request.url.split('?', 1)[0]?.toLowerCase() ?? ''
  if (path !== '/simulator' && !path.startsWith('/simulator/')) return null
  try {
    switch (`${request.method} ${path}`) {
      case 'GET /simulator/state':
        return toReply(200, simulator.state())
      case 'GET /simulator/requests':
        return toReply(200, { requests: simulator.requests() })
      case 'POST /simulator/faults': {
        const command = parseBody(request.body)
        setFault(simulator, command)
        return toReply(200, simulator.state())
      }
      case 'POST /simulator/options': {
        const { speed, ...options } = OptionsCommand.parse(parseBody(request.body))
        simulator.setOptions(options)
        if (speed !== undefined) simulator.setSpeed(speed)
        return toReply(200, simulator.state())
      }
      case 'POST /simulator/expire-logons':
        simulator.expireLogons()
        return toReply(200, simulator.state())
      default:
        return toReply(404, { error: `No such command: ${request.method} ${path}` })
    }
  } catch (error) {
    return toReply(400, { error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) })
  }
}

function setFault(simulator: Simulator, body: unknown): void {
  if (body === null) {
    simulator.setFault(null)
    return
  }
  const { fault, ...options } = FaultCommand.parse(body)
  simulator.setFault(fault, options)
}

function parseBody(text: string): unknown {
  return text.trim() === '' ? null : (JSON.parse(text) as unknown)
}

function toReply(status: number, value: unknown): HttpReply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify(value, null, 2)}\n`,
  }
}
