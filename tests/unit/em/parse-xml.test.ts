import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { parseXml } from '@/lib/em/parse-xml'
import { childOf, listOf, textOf } from '@/lib/em/wire-node'
import { decodeXmlText } from '@/lib/em/xml-entities'

const MILLION = 1_000_000

describe('parseXml refuses', () => {
  it.each([
    ['an unclosed element', '<a><b></a>'],
    ['a document that breaks off', '<a><b>x</b>'],
    ['an end that breaks off', '<a><b>x</b></a'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>junk'],
    ['a doubled attribute', '<a x="1" x="2"/>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['a document type with entities', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['a lower-case document type', '<!doctype a SYSTEM "file:///etc/passwd"><a/>'],
    ['an entity declared in passing', '<a><!ENTITY e "x"></a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['an unknown entity in an attribute', '<a x="&nbsp;"/>'],
    ['an ampersand that stands alone', '<a>fish & chips</a>'],
    ['a reserved name', '<a><__proto__>x</__proto__></a>'],
    ['another reserved name', '<a><constructor>x</constructor></a>'],
    ['a reserved attribute', '<a __proto__="x"/>'],
    ['an unclosed comment', '<a><!-- </a>'],
    ['an unclosed CDATA', '<a><![CDATA[ </a>'],
  ])('%s', (_what, text) => {
    expect(parseXml(text)).toBeNull()
  })

  it.each([
    ['deep nesting', '<a>'.repeat(MILLION / 2) + '</a>'.repeat(MILLION / 2)],
    ['deep nesting without an end', '<a>'.repeat(MILLION)],
    ['a bomb of entities', `<!DOCTYPE a [${'<!ENTITY x "&y;&y;&y;&y;">'.repeat(MILLION / 5)}]><a>&x;</a>`],
    ['nothing but openings', '<'.repeat(5 * MILLION)],
    ['an attribute without an end', `<a x="${'y'.repeat(5 * MILLION)}`],
    ['a comment without an end', `<a><!--${'-'.repeat(5 * MILLION)}`],
  ])('5 MB of %s', (_what, text) => {
    expect(parseXml(text)).toBeNull()
  })
})

describe('parseXml reads', () => {
  it('5 MB of escaped text', () => {
    expect(parseXml(`<a>${'&amp;'.repeat(MILLION)}</a>`)?.text).toHaveLength(MILLION)
  })

  it('numbers as they stand', () => {
    const root = parseXml('<a Id="0012"><Name>0012</Name><Exp>1e5</Exp><Flag>true</Flag></a>')
    expect(
      root && [textOf(root, 'Id'), textOf(root, 'Name'), textOf(root, 'Exp'), textOf(root, 'Flag')],
    ).toEqual(['0012', '0012', '1e5', 'true'])
  })

  it('each entity exactly once', () => {
    const root = parseXml('<a Name="&amp;lt; &quot;&#39;&#x2F;"><M>&amp;amp; &lt;b&gt; &apos;</M></a>')
    expect(root && [textOf(root, 'Name'), textOf(root, 'M')]).toEqual(['&lt; "\'/', "&amp; <b> '"])
  })

  it('CDATA as it stands, with text around it in its order', () => {
    expect(parseXml('<a>x<![CDATA[<b>&amp;]]>y</a>')?.text).toBe('x<b>&amp;y')
  })

  it('CDATA that quotes a document type', () => {
    expect(parseXml('<a><![CDATA[<!DOCTYPE html>]]></a>')?.text).toBe('<!DOCTYPE html>')
  })

  it('names with a prefix by their local part, without the prefixed attributes', () => {
    const root = parseXml('<v:a xmlns:v="urn:x" v:Name="other" Name="ours"><v:b>1</v:b></v:a>')
    expect(root?.name).toBe('a')
    expect(root && [textOf(root, 'Name'), textOf(root, 'b')]).toEqual(['ours', '1'])
  })

  it('space within text and attributes as it stands', () => {
    const root = parseXml('<a Name=" two  spaces "><b> x </b></a>')
    expect(root && [textOf(root, 'Name'), textOf(root, 'b')]).toEqual([' two  spaces ', ' x '])
  })

  it('a list by its own children only', () => {
    const root = parseXml('<a><L><L n="1"><L n="inner"/></L><L n="2"/><M/></L></a>')
    expect(root && listOf(root, 'L', ['L']).map((node) => textOf(node, 'n'))).toEqual(['1', '2'])
  })

  it('an element that is named like a member of every object', () => {
    const root = parseXml('<a><toString>x</toString><b>1</b></a>')
    expect(root && textOf(root, 'b')).toBe('1')
    expect(root && childOf(root, 'valueOf')).toBeNull()
  })

  it('any text at all, or refuses it', () => {
    const check = fc.check(fc.property(fc.string(), (text) => parseXml(text) === null || text.includes('<')))
    expect(check.failed).toBe(false)
  })
})

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

describe('decodeXmlText', () => {
  it('gives back what was escaped, whatever it was', () => {
    const check = fc.check(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeXmlText(escape(text)) === text),
    )
    expect(check.failed).toBe(false)
  })

  it.each(['&#0;', '&#x1F;', '&#xD800;', '&#x110000;', '&#99999999999999999999;'])(
    'replaces %s, which is no character',
    (text) => {
      expect(decodeXmlText(text)).toBe('\uFFFD')
    },
  )
})
