import { describe, expect, it } from 'vitest';
import { displayWidth, shortenEnd, shortenMiddle, wrap } from '../../src/render/width.js';

describe('displayWidth', () => {
  it('counts what the terminal shows', () => {
    expect(displayWidth('wh_1')).toBe(4);
    expect(displayWidth('\x1b[31mwh_1\x1b[39m')).toBe(4);
    expect(displayWidth('倉庫')).toBe(4);
    expect(displayWidth('cafe\u0301')).toBe(4);
  });
});

describe('shortening', () => {
  it('cuts ids in the middle and keeps both ends', () => {
    expect(shortenMiddle('v700368acme-01', 9, '…')).toBe('v700…e-01');
    expect(shortenMiddle('v1', 9, '…')).toBe('v1');
    expect(displayWidth(shortenMiddle('倉庫倉庫倉庫', 7, '…'))).toBeLessThanOrEqual(7);
  });

  it('cuts sentences at the end', () => {
    expect(shortenEnd('early write-off', 8, '…')).toBe('early w…');
  });
});

describe('wrap', () => {
  it('breaks between words and indents what follows', () => {
    expect(wrap('one two three', 9, '  ', '- ')).toBe('- one two\n  three');
  });

  it('leaves a long word whole', () => {
    expect(wrap('a bbbbbbbbbbbb c', 6)).toBe('a\nbbbbbbbbbbbb\nc');
  });
});
