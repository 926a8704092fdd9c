import 'server-only'
import type { ServerResponse } from 'node:http'
import { PROBLEM_MEDIA_TYPE, type ProblemReply } from '@/lib/api/problem'

/** Answers below /api that Next writes itself, empty or as a page, and what a program needs to read instead. */
const OWN: Readonly<Record<number, Pick<ProblemReply, 'code' | 'title' | 'detail'>>> = {
  400: { code: 'bad_request', title: 'The request is not valid', detail: 'The request cannot be read.' },
  405: {
    code: 'bad_request',
    title: 'The request is not valid',
    detail: 'This address does not take this method.',
  },
  500: {
    code: 'internal',
    title: 'The monitor has a fault',
    detail: 'The request could not be answered; the log of the monitor holds the reason.',
  },
}

/** Gives a response below /api the form of a problem where Next leaves it without a body of ours. */
export function answerInJson(response: ServerResponse): void {
  const end = response.end.bind(response)
  const replaced = (...args: unknown[]): ServerResponse => {
    const own = response.headersSent ? undefined : OWN[response.statusCode]
    const type = String(response.getHeader('Content-Type') ?? '')
    if (own === undefined || type.includes('json')) {
      // safe: passed on as they came
      return (end as (...all: unknown[]) => ServerResponse)(...args)
    }
    const problem: ProblemReply = {
      type: `urn:failover-monitor:problem:${own.code}`,
      status: response.statusCode,
      ...own,
    }
    const body = JSON.stringify(problem)
    for (const name of ['Content-Encoding', 'ETag', 'Transfer-Encoding']) response.removeHeader(name)
    response.setHeader('Content-Type', PROBLEM_MEDIA_TYPE)
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Content-Length', Buffer.byteLength(body))
    return end(body)
  }
  // safe: it takes whatever `end` takes and hands it on
  response.end = replaced as typeof response.end
}
