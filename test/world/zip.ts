/** Writes a zip archive, as small as tests need one. */

import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';

const crc32: { unsigned(bytes: Buffer): number } = createRequire(import.meta.url)('buffer-crc32');

/** @param files contents by name, in the order of the archive */
export function zipped(files: ReadonlyMap<string, string | Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const encoded = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x5c21, 8);
    common.writeUInt32LE(crc32.unsigned(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(encoded.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, encoded, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, encoded);
    offset += 4 + common.length + encoded.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
