// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { NOW_MS, utc } from './fixtures'
import { LINK_ID, makeLink, TENANT } from './share-fixtures'
import {
  ADDRESS,
  button,
  copied,
  dialog,
  escape,
  field,
  find,
  input,
  openDetail,
  openList,
  page,
  press,
  problem,
  server,
  settle,
  setUpServer,
  textOf,
  type,
} from './share-page'
import { changeShareLinkBody } from '@/lib/api/share-replies'

setUpServer()

describe('the commands of a link', () => {
  it.each([
    ['active', ['Edit', 'Change the end', 'Server names', 'New address', 'Pause', 'Revoke']],
    ['paused', ['Resume', 'Edit', 'Change the end', 'Server names', 'Revoke']],
    ['expired', ['Change the end', 'Edit', 'Server names', 'Revoke']],
    ['revoked', []],
  ] as const)('of one that is %s are %o', async (state, commands) => {
    server.links = [makeLink({ state })]
    await openList()
    await openDetail()
    const found = [...document.querySelectorAll('[data-testid=share-link] button[aria-haspopup=dialog]')]
    expect(found.map(textOf)).toEqual(commands)
  })

  it('name the consequence first; revoking sends DELETE only then', async () => {
    server.answer = () => new Response(null, { status: 204 })
    await openList()
    await openDetail()
    await press(button('Revoke'))
    expect(page()).toContain('nobody can open this link')
    expect(page()).toContain('cannot be taken back')
    expect(server.sent).toEqual([])
    await press(button('Revoke for good'))
    expect(server.sent).toEqual([{ method: 'DELETE', path: `/api/share-links/${LINK_ID}`, body: undefined }])
    expect(dialog()).toBeNull()
  })

  it('pause', async () => {
    server.answer = () => Response.json(makeLink({ state: 'paused' }))
    await openList()
    await openDetail()
    await press(button('Pause'))
    expect(page()).toContain('the present one never works again')
    await press(button('Pause the link'))
    expect(server.sent).toEqual([
      { method: 'PATCH', path: `/api/share-links/${LINK_ID}`, body: { state: 'paused' } },
    ])
    expect(dialog()).toBeNull()
  })

  it('resume with a new address, shown once and not lost unasked', async () => {
    server.links = [makeLink({ state: 'paused' })]
    await openList()
    await openDetail()
    await press(button('Resume'))
    expect(page()).toContain('under a new address')
    await press(button('Resume with a new address'))
    expect(server.sent[0]?.body).toEqual({ state: 'active' })
    expect(field('Address for the tenant').value).toBe(ADDRESS)
    expect(document.activeElement).toBe(button('Copy the address'))
    expect(page()).toContain('it is shown only this once')
    expect(dialog()?.querySelector('svg[role=img] path')?.getAttribute('d')).toMatch(/^M4 4h1v1h-1z/)
    escape()
    expect(page()).toContain('You have not copied the address')
    await press(button('Stay here'))
    await press(button('Copy the address'))
    expect(copied).toHaveBeenCalledWith(ADDRESS)
    escape()
    await settle()
    expect(dialog()).toBeNull()
    expect(page()).not.toContain(ADDRESS)
  })

  it('tell how to copy by hand where the browser does not let the page', async () => {
    copied.mockRejectedValue(new Error('not allowed'))
    await openList()
    await openDetail()
    await press(button('New address'))
    await press(button('Make a new address'))
    await press(button('Copy the address'))
    expect(page()).toContain('press Ctrl+C')
    escape()
    expect(page()).toContain('You have not copied the address')
  })

  it('that fail say why beside the button, and can be tried again', async () => {
    server.answer = () =>
      problem(409, 'conflict', 'The link was revoked, which is final.', 'Make another link.')
    await openList()
    await openDetail()
    await press(button('New address'))
    await press(button('Make a new address'))
    expect(textOf(dialog())).toContain('The link was revoked, which is final. Make another link.')
    expect(button('Make a new address').disabled).toBe(false)
  })

  it('without an answer do not claim that nothing has happened', async () => {
    server.answer = () => Promise.reject(new TypeError('failed to fetch'))
    await openList()
    await openDetail()
    await press(button('New address'))
    await press(button('Make a new address'))
    expect(textOf(dialog())).toContain('It may have done it all the same')
  })

  it('prolong from the end, or from now if that is over', async () => {
    server.links = [
      makeLink({ state: 'expired', expiresAfterEndHours: null, expiresAtUtc: utc(NOW_MS - 3_600_000) }),
    ]
    server.answer = () => Response.json(server.links[0])
    await openList()
    await openDetail()
    await press(button('Change the end'))
    expect(textOf(dialog())).toContain('It ended 11:04:31 UTC')
    expect(textOf(dialog())).toContain('It then ends 26 Nov, 12:04:31 UTC')
    await press(button('Set the end'))
    expect(server.sent[0]).toMatchObject({ method: 'PATCH' })
    const { expiresAtUtc } = changeShareLinkBody.parse(server.sent[0]?.body)
    const overdueMs = Date.parse(expiresAtUtc ?? '') - (NOW_MS + 72 * 3_600_000)
    expect(Math.abs(overdueMs)).toBeLessThan(5_000)
  })

  it('edit what was changed only, and lose nothing that was typed when it fails', async () => {
    server.answer = () => problem(503, 'record_unavailable', 'The record cannot be read.')
    await openList()
    await openDetail()
    await press(button('Edit'))
    await type(field('Message to the tenant'), 'We are on it.')
    await press(button('Save'))
    expect(server.sent[0]?.body).toEqual({ message: 'We are on it.' })
    expect(textOf(dialog())).toContain('The record cannot be read.')
    expect(field('Message to the tenant').value).toBe('We are on it.')
    escape()
    expect(page()).toContain('What you typed is not saved.')
    await press(button('Close anyway'))
    expect(dialog()).toBeNull()
  })

  it('name the VMs of the link’s runs for the tenant', async () => {
    server.links = [
      makeLink({ aliases: { dc01: 'Server 1' }, show: { vms: 'aliases', failures: 'classified' } }),
    ]
    server.answer = () => Response.json(server.links[0])
    await openList()
    await openDetail()
    await press(button('Server names'))
    expect(input('Name of dc01 for the tenant').value).toBe('Server 1')
    await type(input('Name of sql01 for the tenant'), 'Database A')
    await press(button('Save 1 name'))
    expect(server.sent[0]?.body).toEqual({ aliases: { sql01: 'Database A' } })
  })

  it('for a whole tenant say how many links they touch', async () => {
    server.links = [
      makeLink(),
      makeLink({ id: 'b', state: 'paused' }),
      makeLink({ id: 'c', tenant: { id: 'ucm', name: 'UCM' } }),
    ]
    server.answer = () => Response.json({ changed: 2 })
    await openList()
    await press(button('All links of a tenant'))
    expect(textOf(dialog())).toContain('ABC Company (1 active, 1 paused or expired)')
    expect(textOf(dialog())).toContain('1 link stops working with the next request.')
    await press(find('label', 'Revoke for goodActive, paused and expired links. This cannot be taken back.'))
    await press(button('Revoke 2 links'))
    expect(server.sent).toEqual([
      { method: 'POST', path: '/api/share-links/state', body: { tenantId: TENANT.id, state: 'revoked' } },
    ])
  })
})

describe('updates to the tenant', () => {
  it('are signed with the person’s name and not with the machine’s, and are published', async () => {
    server.answer = () => Response.json(makeLink(), { status: 201 })
    await openList()
    await openDetail()
    expect(field('Signed by').value).toBe('maria')
    await type(field('New update'), '  Half of it is up.  ')
    await press(button('Publish'))
    expect(server.sent).toEqual([
      {
        method: 'POST',
        path: `/api/share-links/${LINK_ID}/updates`,
        body: { text: 'Half of it is up.', author: 'maria' },
      },
    ])
    expect(field('New update').value).toBe('')
  })

  it('stay while they are typed: after a failure, a poll, and closing the link', async () => {
    server.answer = () => problem(503, 'record_unavailable', 'The record cannot be read.')
    await openList()
    await openDetail()
    await type(field('New update'), 'Half of it is up.')
    await press(button('Publish'))
    expect(page()).toContain('The record cannot be read.')
    await settle(16_000)
    await openDetail()
    expect(document.querySelector('textarea')).toBeNull()
    await openDetail()
    expect(field('New update').value).toBe('Half of it is up.')
  })

  it('that are empty are not sent', async () => {
    await openList()
    await openDetail()
    await type(field('New update'), '   ')
    await press(button('Publish'))
    expect(page()).toContain('Type what the tenant is to read.')
    expect(server.sent).toEqual([])
  })

  it('are removed after a question', async () => {
    server.answer = () => new Response(null, { status: 204 })
    server.links = [
      makeLink({
        updates: [
          { id: 'u1', atUtc: utc(NOW_MS), author: 'Nordwind', writtenBy: 'Maria Krüger', text: 'Wrong' },
        ],
      }),
    ]
    await openList()
    await openDetail()
    expect(page()).toContain('written by Maria Krüger')
    await press(button('Remove the update: Wrong'))
    expect(server.sent).toEqual([])
    await press(button('Remove it'))
    expect(server.sent[0]).toMatchObject({ method: 'DELETE', path: `/api/share-links/${LINK_ID}/updates/u1` })
  })
})
