import { describe, expect, it } from 'vitest';
import { safe } from '../../src/render/safe.js';

describe('text from files', () => {
  it('stays as it is when it is plain, in whatever script', () => {
    expect(safe('Depósito São Paulo · 倉庫 v1-01')).toBe('Depósito São Paulo · 倉庫 v1-01');
  });

  it('cannot send sequences to the terminal', () => {
    expect(safe('\x1b[2Jwh_1\r\n\x07\x9b1m')).toBe('\\x1b[2Jwh_1\\x0d\\x0a\\x07\\x9b1m');
  });

  it('cannot turn the writing direction or hide characters', () => {
    expect(safe('abc\u202edcba\u2066\u200b\ufeffx')).toBe('abcdcbax');
  });

  it('stays on one line', () => {
    expect(safe('a\u2028b\tc')).toBe('a\\u2028b c');
  });

  it('never holds half a character', () => {
    expect(safe('a\ud800b')).toBe('a\ufffdb');
  });
});
