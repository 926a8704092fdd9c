import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { AddressLimit } from './address-limit'
import { answerInJson } from './answer-in-json'
import { isPageRequest, REFUSAL_POLICY, toRefusalPage } from './refusal-page'
import { HTTP_STATUS, PROBLEM_MEDIA_TYPE, type ProblemCode, type ProblemReply } from '@/lib/api/problem'

/** A year; only behind https, where the browser heeds it. */
const HSTS = 'max-age=31536000; includeSubDomains'

/** On every answer; pages get a policy of their own from proxy.ts. */
const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/** JSON and files are for programs and for saving, never a document of their own. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

export type FrontDoor = {
  /** Lets a request in to Next, or answers it. */
  admit: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
  /** What Node cannot read as a request. */
  refuseUnreadable: (error: NodeJS.ErrnoException, socket: Socket) => void
}

/** What stands before Next: the real client, its pace, and whatever must not come in at all. */
export function createFrontDoor(parts: {
  resolveClient: (request: IncomingMessage) => string
  refuse: (request: IncomingMessage) => ProblemReply | null
  limit: AddressLimit
  isHttps: boolean
}): FrontDoor {
  return {
    async admit(request, response) {
      const address = parts.resolveClient(request)
      for (const [name, value] of Object.entries(COMMON)) response.setHeader(name, value)
      if (parts.isHttps) response.setHeader('Strict-Transport-Security', HSTS)
      const waitMs = await parts.limit.take(address)
      const refused = waitMs === null ? parts.refuse(request) : tooMany(waitMs)
      if (refused) {
        sendProblem(response, refused, isPageRequest(request))
        return false
      }
      if (/^\/api(\/|$)/i.test(request.url ?? '')) {
        response.setHeader('Content-Security-Policy', DATA_POLICY)
        answerInJson(response)
      }
      return true
    },
    refuseUnreadable(error, socket) {
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy()
        return
      }
      const [status, reason] =
        error.code === 'HPE_HEADER_OVERFLOW'
          ? ([431, 'Request Header Fields Too Large'] as const)
          : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
            ? ([408, 'Request Timeout'] as const)
            : ([400, 'Bad Request'] as const)
      const body = JSON.stringify(toProblem('bad_request', `${reason}.`, status))
      socket.end(
        `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\nCache-Control: no-store\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      )
    },
  }
}

function tooMany(waitMs: number): ProblemReply {
  return {
    ...toProblem('too_many_requests', 'Too many requests come from this address.'),
    retryAfterMs: waitMs,
  }
}

function toProblem(code: ProblemCode, detail: string, status: number = HTTP_STATUS[code]): ProblemReply {
  return {
    type: `urn:failover-monitor:problem:${code}`,
    title: code === 'too_many_requests' ? 'There were too many requests' : 'The request is not valid',
    status,
    detail,
    code,
  }
}

/** @param asPage for whoever reads it in a browser */
function sendProblem(response: ServerResponse, problem: ProblemReply, asPage: boolean): void {
  const { retryAfterMs } = problem
  response.writeHead(problem.status, {
    'Content-Type': asPage ? 'text/html; charset=utf-8' : PROBLEM_MEDIA_TYPE,
    'Content-Security-Policy': asPage ? REFUSAL_POLICY : DATA_POLICY,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1_000)) }),
    // A flood is not worth a new connection each; a body that was not read must not be taken for the next request.
    ...(problem.code === 'too_many_requests' ? {} : { Connection: 'close' }),
  })
  response.end(asPage ? toRefusalPage(problem) : JSON.stringify(problem))
}
