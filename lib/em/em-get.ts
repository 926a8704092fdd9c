import 'server-only'
import type { Priority } from './request-gate'
import type { WireNode } from './wire-node'

export type GetRequest = {
  /** From `/api` on, with its query. */
  path: string
  /** What is read, in words for messages and log; never an address. */
  what: string
  priority: Priority
  signal?: AbortSignal | undefined
}

/** An authorised GET whose reply has been parsed. @throws {ReadError} */
export type EmGet = (request: GetRequest) => Promise<WireNode>
