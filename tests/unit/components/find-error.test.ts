import { describe, expect, it } from 'vitest'
import { findSession } from '@/components/shell/find-error'
import { SESSION_ID } from './fixtures'

describe('findSession', () => {
  it.each([
    SESSION_ID,
    SESSION_ID.toUpperCase(),
    `{${SESSION_ID}}`,
    `urn:veeam:CloudFailoverSession:${SESSION_ID}`,
    `https://em.example:9398/api/cloud/failoverSessions/${SESSION_ID}?format=Entity`,
    ` http://localhost:3000/sessions/${SESSION_ID} `,
  ])('finds the session in %s', (text) => {
    expect(findSession(text)).toEqual({ id: SESSION_ID })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    [SESSION_ID.slice(0, 20), 'incomplete_guid'],
    [`${SESSION_ID}0`, 'incomplete_guid'],
    [`urn:veeam:VmReplicaPoint:${SESSION_ID}`, 'other_urn'],
    [`https://em.example:9398/api/vmReplicaPoints/${SESSION_ID}`, 'other_link'],
    ['ABC Company Failover Plan', 'not_recognised'],
    ['<script>', 'not_recognised'],
  ])('says what is wrong with "%s"', (text, error) => {
    expect(findSession(text)).toEqual({ error })
  })
})
