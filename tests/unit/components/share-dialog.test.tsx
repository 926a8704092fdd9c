// @vitest-environment jsdom
import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { ActionRow } from '@/components/session/action-row'
import { makeCollection, makeSessionReply, NOW_MS, SESSION_ID, utc } from './fixtures'
import { LINK_ID, makeLink } from './share-fixtures'
import {
  ADDRESS,
  button,
  field,
  find,
  page,
  press,
  server,
  settle,
  setUpServer,
  show,
  type,
} from './share-page'
import { MAY_NOTHING } from '../samples/teamwork'

setUpServer()

describe('sharing from the page of a failover', () => {
  const openShare = async (may: boolean, session = makeSessionReply().session): Promise<void> => {
    await show(
      <ActionRow session={session} may={{ ...MAY_NOTHING, share: may }} collection={makeCollection()} />,
    )
    if (!may) return
    // The dialog comes when it is asked for; here it is at hand.
    await act(() => import('@/components/share-links/share-dialog'))
    await press(button('Share with tenant'))
    await settle()
  }

  it('is not offered to those who may not', async () => {
    await openShare(false)
    expect(page()).toContain('Evidence report')
    expect(page()).not.toContain('Share with tenant')
  })

  it('makes a link with what is chosen, and shows address and passcode once', async () => {
    server.links = []
    await openShare(true)
    expect(field('Label').value).toBe('Failover of ABC Company')
    expect(document.activeElement).toBe(field('Label'))
    await press(find('label', 'Ask for one'))
    const passcode = field('The passcode').value
    expect(passcode).toMatch(/^\w{4}-\w{4}$/)
    await press(find('label', 'Totals onlyNo server is listed: only how many have started.'))
    await press(button('Make the link'))
    expect(server.sent[0]).toMatchObject({
      method: 'POST',
      path: '/api/share-links',
      body: {
        sessionId: SESSION_ID,
        label: 'Failover of ABC Company',
        passcode,
        expiresAtUtc: null,
        show: { vms: 'none', failures: 'classified' },
      },
    })
    expect(field('Address for the tenant').value).toBe(ADDRESS)
    expect(page()).toContain(`Passcode: ${passcode}`)
    expect(find('a', 'To the list of links').getAttribute('href')).toBe(`/share-links#${LINK_ID}`)
  })

  it('says what is wrong before anything is sent, at the field, which gets the focus', async () => {
    server.links = []
    await openShare(true)
    await type(field('Label'), ' ')
    await type(field('Time zone'), 'Nowhere')
    await press(button('Make the link'))
    expect(server.sent).toEqual([])
    expect(page()).toContain('Choose a time zone from the list')
    expect(document.activeElement).toBe(field('Label'))
    await type(field('Label'), 'ABC')
    expect(page()).not.toContain('Type a label')
    expect(field('Time zone').getAttribute('aria-invalid')).toBe('true')
  })

  it('adds the run to a link of the same tenant at one press', async () => {
    server.links = [
      makeLink({ runs: [{ sessionId: 'before', name: 'Before', addedAtUtc: utc(NOW_MS), addedBy: 'x' }] }),
    ]
    server.answer = () => Response.json(server.links[0], { status: 201 })
    await openShare(true)
    await press(button('Add this failover to “Failover of ABC Company”'))
    expect(server.sent).toEqual([
      { method: 'POST', path: `/api/share-links/${LINK_ID}/runs`, body: { sessionId: SESSION_ID } },
    ])
    expect(page()).toContain('Added')
  })

  it('asks first where nobody knows whether the tenant is the same', async () => {
    const other = { sessionId: 'before', name: 'Before', addedAtUtc: utc(NOW_MS), addedBy: 'x' }
    server.links = [makeLink({ label: 'Unknown', tenant: null, runs: [other] })]
    await openShare(true)
    await press(button('Add this failover to “Unknown”'))
    expect(server.sent).toEqual([])
    expect(page()).toContain('Whoever has that link will see this failover.')
    await press(button('It is the same tenant: add it'))
    expect(server.sent).toHaveLength(1)
  })
})
