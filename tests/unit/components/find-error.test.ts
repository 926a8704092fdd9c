import { describe, expect, it } from 'vitest'
import { findSession } from '@/components/shell/find-error'
import { SESSION_ID } from './fixtures'

const OTHER_ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'

describe('findSession', () => {
  it.each([
    SESSION_ID,
    SESSION_ID.toUpperCase(),
    `{${SESSION_ID}}`,
    `urn:veeam:CloudFailoverSession:${SESSION_ID}`,
    `https://em.example:9398/api/cloud/failoverSessions/${SESSION_ID}?format=Entity`,
    ` http://localhost:3000/sessions/${SESSION_ID} `,
    `urn:veeam:CloudFailoverSession:${SESSION_ID}/`,
    `urn:veeam:CloudFailoverSession:{${SESSION_ID.toUpperCase()}}`,
    `“urn:veeam:CloudFailoverSession:${SESSION_ID}”,`,
    `UID="urn:veeam:CloudFailoverSession:${SESSION_ID}"`,
    `https://em.example:9398/api/cloud/failoverSessions/${SESSION_ID}.`,
    `<Link Href="https://em.example:9398/api/cloud/failoverSessions/${SESSION_ID}" Rel="Alternate" />`,
    `/api/cloud/failoverSessions/${SESSION_ID}/taskSessions`,
    `https://monitor.example/sessions/${SESSION_ID}/report?vm=${OTHER_ID}`,
    `https://monitor.example/api/sessions/${SESSION_ID}/history`,
    `(see ${SESSION_ID}).`,
    `id: '${SESSION_ID}'`,
    SESSION_ID.replaceAll('-', ''),
    `{${SESSION_ID.replaceAll('-', '').toUpperCase()}}`,
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
    [`see urn:veeam:VmReplicaPoint:${SESSION_ID}.`, 'other_urn'],
    [`https://vbr.example:9419/api/v1/sessions/${SESSION_ID}`, 'other_link'],
    [`https://em.example:9398/api/backupServers/${SESSION_ID}/sessions`, 'other_link'],
    [`https://em.example/ui?id=${SESSION_ID}`, 'other_link'],
    [`urn:veeam:CloudFailoverSession:${SESSION_ID.slice(0, 20)}`, 'incomplete_guid'],
    [`https://em.example:9398/api/cloud/failoverSessions/${SESSION_ID.slice(1)}`, 'incomplete_guid'],
    [`${SESSION_ID} ${OTHER_ID}`, 'not_recognised'],
    // The list finds a run by a part of its id.
    [SESSION_ID.slice(0, 8), 'not_recognised'],
    ['ABC Company Failover Plan', 'not_recognised'],
    ['<script>', 'not_recognised'],
  ])('says what is wrong with "%s"', (text, error) => {
    expect(findSession(text)).toEqual({ error })
  })
})
