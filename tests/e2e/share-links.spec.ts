import type { APIRequestContext, Browser, Page } from '@playwright/test'
import { deflateSync } from 'node:zlib'
import { faultsOf } from './axe'
import { expect, rows, signIn, STAFF, type Stack, test } from './stack'
import type { ShareLinkListReply, ShareReply } from '@/lib/api/share-replies'

/** Everything that can be pressed in the open dialog works by keyboard, so the journeys use roles and names only. */
const dialog = (page: Page) => page.getByRole('dialog')
const address = (page: Page): Promise<string> => dialog(page).getByTestId('share-url').inputValue()

/** What somebody without a sign-in gets at a link's address. */
async function openAsTenant(browser: Browser, link: string) {
  const context = await browser.newContext()
  try {
    const { origin, pathname } = new URL(link)
    const reply = await context.request.get(`${origin}/api${pathname}`)
    // safe: its form is proved by the contract tests
    const body = (await reply.json()) as ShareReply & { code?: string }
    return { status: reply.status(), body }
  } finally {
    await context.close()
  }
}

async function makeLink(request: APIRequestContext, { url, simulator }: Stack, label: string): Promise<void> {
  const reply = await request.post(`${url}/api/share-links`, {
    data: { sessionId: simulator.sessionIds.failures, label },
    headers: { Origin: url },
  })
  expect(reply.status()).toBe(201)
}

async function openShareDialog(page: Page, stack: Stack): Promise<void> {
  await page.goto(`${stack.url}/sessions/${stack.simulator.sessionIds.failures}`)
  await expect(rows(page)).toHaveCount(14)
  await page.getByRole('button', { name: 'Share with tenant' }).click()
  await expect(dialog(page).getByLabel('Label')).toBeFocused()
}

test('a link from the first look to its end: made, opened, written to, paused, resumed, revoked', async ({
  page,
  startStack,
  browser,
}) => {
  test.setTimeout(120_000)
  const stack = await startStack({
    simulator: { scenarios: ['failures'], speed: 60 },
    signedIn: STAFF.operator,
  })
  await openShareDialog(page, stack)
  await expect(dialog(page)).toContainText('Tenants do not see who you are')
  await expect(dialog(page).getByLabel('Time zone')).toHaveValue('Europe/Berlin')
  await dialog(page).getByLabel('Message to the tenant').fill('We have started your failover.')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toContainText('What you typed is not saved.')
  await dialog(page).getByRole('button', { name: 'Stay here' }).click()
  await dialog(page).getByRole('button', { name: 'Make the link' }).click()
  await expect(dialog(page)).toContainText('shown only this once')
  await expect(dialog(page).getByRole('img', { name: 'QR code of the address' })).toBeVisible()
  const first = await address(page)
  expect(first).toMatch(/\/share\/[\w-]{43}$/)
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toContainText('You have not copied the address')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await dialog(page).getByRole('button', { name: 'Copy the address' }).click()
  await expect(dialog(page)).toContainText('Copied.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first)

  const opened = await openAsTenant(browser, first)
  expect(opened.status).toBe(200)
  expect(opened.body.updates[0]).toMatchObject({ about: 'message', text: 'We have started your failover.' })

  await dialog(page).getByRole('link', { name: 'To the list of links' }).click()
  const link = page.getByTestId('share-link')
  await expect(link).toHaveCount(1)
  await expect(link).toContainText('Active')
  // The address names the link, so it stands open.
  await expect(link.getByRole('heading', { name: 'Updates to the tenant' })).toBeVisible()
  await expect(link.getByLabel('Signed by')).not.toHaveValue(/\\/)
  await link.getByLabel('Signed by').fill('Maria Krüger')
  await link.getByLabel('New update').fill('Half of the servers are up.')
  await link.getByRole('button', { name: 'Publish' }).click()
  await expect(link.getByRole('listitem').filter({ hasText: 'Half of the servers are up.' })).toBeVisible()
  await expect(link.getByLabel('New update')).toHaveValue('')
  const informed = await openAsTenant(browser, first)
  expect(informed.body.updates).toContainEqual(
    expect.objectContaining({ about: 'update', author: 'Maria Krüger', text: 'Half of the servers are up.' }),
  )

  await link.getByRole('button', { name: 'Pause' }).click()
  await dialog(page).getByRole('button', { name: 'Pause the link' }).click()
  await expect(link).toContainText('Paused')
  expect(await openAsTenant(browser, first)).toMatchObject({ status: 410, body: { code: 'link_paused' } })

  await link.getByRole('button', { name: 'Resume' }).click()
  await dialog(page).getByRole('button', { name: 'Resume with a new address' }).click()
  const second = await address(page)
  expect(second).not.toBe(first)
  await dialog(page).getByRole('button', { name: 'I have it' }).click()
  // The focus comes back to where it was, or near: the button has gone with the state.
  await expect(link).toContainText('Active')
  expect((await openAsTenant(browser, first)).status).toBe(410)
  expect((await openAsTenant(browser, second)).status).toBe(200)
  expect(await page.content()).not.toContain(second)

  await link.getByRole('button', { name: 'Change the end' }).click()
  await dialog(page).getByLabel('24 hours later').check()
  await dialog(page).getByRole('button', { name: 'Set the end' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(link).toContainText(/in [34] d/)

  await link.getByRole('button', { name: 'Revoke' }).click()
  await expect(dialog(page)).toContainText('This cannot be taken back')
  await dialog(page).getByRole('button', { name: 'Revoke for good' }).click()
  await expect(link).toContainText('Revoked for good')
  await expect(link.getByRole('button', { name: 'Revoke' })).toHaveCount(0)
  expect(await openAsTenant(browser, second)).toMatchObject({ status: 410, body: { code: 'link_revoked' } })
})

test('what the tenant sees is changed: names, passcode, and the run is taken into another link', async ({
  page,
  startStack,
  browser,
  request,
}) => {
  test.setTimeout(120_000)
  const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  await openShareDialog(page, stack)
  await dialog(page)
    .getByRole('radio', { name: /^With names of your choice/ })
    .check()
  await dialog(page).getByRole('radio', { name: 'Ask for one', exact: true }).check()
  await expect(dialog(page).getByLabel('The passcode')).toHaveValue(/^\w{4}-\w{4}$/)
  await dialog(page).getByRole('button', { name: 'Make the link' }).click()
  await expect(dialog(page)).toContainText('Passcode: ')
  const link = await address(page)
  expect(await openAsTenant(browser, link)).toMatchObject({
    status: 401,
    body: { code: 'passcode_required' },
  })
  await dialog(page).getByRole('link', { name: 'To the list of links' }).click()

  const item = page.getByTestId('share-link')
  await item.getByRole('button', { name: 'Server names' }).click()
  const names = dialog(page).getByRole('listitem')
  await expect(names).toHaveCount(14)
  await names.first().getByRole('textbox').fill('Domain controller A')
  await dialog(page).getByRole('button', { name: 'Save 1 name' }).click()
  await expect(dialog(page)).toHaveCount(0)

  await item.getByRole('button', { name: 'Edit' }).click()
  await dialog(page).getByRole('radio', { name: 'Ask for none any more' }).check()
  await dialog(page).getByLabel('Label').fill('  ')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(page).getByLabel('Label')).toBeFocused()
  await expect(dialog(page)).toContainText('Type a label')
  await dialog(page).getByLabel('Label').fill('Renamed')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(item).toContainText('Renamed')
  const { status, body } = await openAsTenant(browser, link)
  expect(status).toBe(200)
  expect(body.label).toBe('Renamed')
  expect(body.servers[0]?.name).toBe('Domain controller A')

  // A second link of the same run stands in the dialog as one that shows it.
  await makeLink(request, stack, 'Another')
  await openShareDialog(page, stack)
  await expect(dialog(page)).toContainText('2 links show this failover already')
})

test('the provider profile: set by an administrator, shown to tenants, read-only for operators', async ({
  page,
  startStack,
  context,
}) => {
  const { url } = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  await page.goto(`${url}/share-links/provider`)
  await expect(page.getByTestId('provider-unset')).toContainText('Tenants do not see who you are')
  await page.getByLabel('Name', { exact: true }).fill('Nordwind Cloud')
  await page.getByLabel('Contact').fill('On call +49 40 555 0199')
  await page.getByLabel('Accent colour').fill('#0f766e')
  const logo = page.getByLabel('Logo')
  await logo.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') })
  await expect(page.getByText('This is not a PNG, JPEG or WebP image.')).toBeVisible()
  await logo.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.alloc(40_001) })
  await expect(page.getByText('The file is larger than 40 kB.')).toBeVisible()
  await logo.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: squarePng() })
  for (const ground of ['light', 'dark']) {
    const preview = page.getByTestId(`preview-${ground}`)
    await expect(preview).toContainText('Nordwind Cloud')
    expect(
      await preview
        .locator('img')
        .evaluate((it: HTMLImageElement) => it.decode().then(() => it.naturalWidth)),
    ).toBe(8)
  }
  await page.getByRole('button', { name: 'Save the profile' }).click()
  await expect(page.getByText('Saved. Every link shows it from now on.')).toBeVisible()
  await expect(page.getByText(/^Last set/)).toBeVisible()
  await page.goto(`${url}/share-links`)
  await expect(page.getByText('There is no share link yet')).toBeVisible()
  await expect(page.getByTestId('provider-notice')).toHaveCount(0)

  await context.clearCookies()
  await signIn(context, url, STAFF.operator)
  await page.goto(`${url}/share-links/provider`)
  await expect(page.getByText('Only an administrator can change it.')).toBeVisible()
  await expect(page.getByTestId('preview-light').locator('img')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save the profile' })).toHaveCount(0)
})

test('a viewer is offered no sharing and gets told so at the address of the links', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures'], speed: 60 },
    signedIn: STAFF.viewer,
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.failures}`)
  await expect(rows(page)).toHaveCount(14)
  await expect(page.getByRole('link', { name: 'Evidence report' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Share with tenant' })).toHaveCount(0)
  for (const path of ['/share-links', '/share-links/provider']) {
    await page.goto(`${url}${path}`)
    await expect(page.getByTestId('not-allowed')).toBeVisible()
  }
})

test('all links of a tenant are revoked at once, counted before', async ({ page, startStack, request }) => {
  const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  await page.goto(`${stack.url}/sessions/${stack.simulator.sessionIds.failures}`)
  // Until the plan is read the tenant is not known, and a link made then would have none.
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText('Meridian Foods')
  for (const label of ['First', 'Second']) await makeLink(request, stack, label)
  await page.goto(`${stack.url}/share-links`)
  await page.getByRole('button', { name: 'All links of a tenant' }).click()
  await expect(dialog(page)).toContainText('2 links stop working with the next request.')
  await dialog(page)
    .getByRole('radio', { name: /^Revoke for good/ })
    .check()
  await dialog(page).getByRole('button', { name: 'Revoke 2 links' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByTestId('share-link').filter({ hasText: 'Revoked' })).toHaveCount(2)
  const reply = await request.get(`${stack.url}/api/share-links`)
  const { links } = (await reply.json()) as ShareLinkListReply // safe: proved by the contract tests
  expect(links.map(({ state }) => state)).toEqual(['revoked', 'revoked'])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`links, their dialogs and the profile are clean in ${colorScheme} at 360 and 1440 px`, async ({
    page,
    startStack,
    request,
  }) => {
    test.setTimeout(300_000)
    const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
    await page.emulateMedia({ colorScheme })
    const check = async (what: string, width: number): Promise<void> => {
      expect(await faultsOf(page), `${what} at ${width} px`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${what} at ${width} px`).toBe(
        width,
      )
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`${stack.url}/share-links`)
    await expect(page.getByText('There is no share link yet')).toBeVisible()
    await check('no link', 1440)
    await makeLink(request, stack, 'A very long label without any use but to see how 64 signs stand.')
    await makeLink(request, stack, 'شركة الاختبار للخدمات السحابية المحدودة 🚑')
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto('about:blank')
      await page.goto(`${stack.url}/share-links`)
      await expect(page.getByTestId('share-link')).toHaveCount(2)
      await page.getByTestId('share-link').first().getByRole('button').first().click()
      await expect(page.getByText('Nobody has opened it yet.')).toBeVisible()
      await check('a link that is open', width)
      for (const command of ['Edit', 'Change the end', 'Server names', 'Revoke', 'All links of a tenant']) {
        await page.getByRole('button', { name: command }).click()
        await expect(dialog(page)).toBeVisible()
        await check(command, width)
        await page.keyboard.press('Escape')
        await expect(dialog(page)).toHaveCount(0)
        await expect(page.getByRole('button', { name: command })).toBeFocused()
      }
      await page.getByRole('button', { name: 'New address' }).click()
      await dialog(page).getByRole('button', { name: 'Make a new address' }).click()
      await expect(dialog(page).getByTestId('share-url')).toBeVisible()
      await check('an address', width)
      await dialog(page).getByRole('button', { name: 'I have it' }).click()
      await openShareDialog(page, stack)
      await expect(dialog(page)).toContainText('show this failover already')
      await check('the share dialog', width)
      await page.goto(`${stack.url}/share-links/provider`)
      await expect(page.getByTestId('preview-dark')).toBeVisible()
      await check('the profile', width)
    }
  })
}

/** 8 × 8 pixels of one colour. */
function squarePng(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0])
  const line = Buffer.from([0, ...Array.from({ length: 8 }, () => [15, 118, 110]).flat()])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: 8 }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
