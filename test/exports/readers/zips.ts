/** Small zips, whole ones and such as no honest program writes. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Packed {
  readonly name: string;
  readonly content?: string | Buffer;
  /** What the archive says instead of what is so. */
  readonly flags?: number;
  readonly method?: number;
  readonly checksum?: number;
  readonly size?: number;
  /** Where the directory says that it is, counted in files. */
  readonly at?: number;
  /** The time with its zone, in epoch seconds. */
  readonly seconds?: number;
}

/** The zip of some files. */
export function zipOf(files: readonly Packed[], stored = false): Buffer {
  const bodies: Buffer[] = [];
  const offsets: number[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const file of files) {
    const content = Buffer.from(file.content ?? '');
    const packed = stored ? content : deflateRawSync(content);
    const name = Buffer.from(file.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((file.flags ?? 0) | 0x800, 2);
    common.writeUInt16LE(file.method ?? (stored ? 0 : 8), 4);
    common.writeUInt16LE(0x6000, 6);
    common.writeUInt16LE(0x5921, 8);
    common.writeUInt32LE(file.checksum ?? crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(file.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    offsets.push(position);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    bodies.push(body);
    position += body.length;
    const extra = Buffer.alloc(file.seconds === undefined ? 0 : 9);
    if (file.seconds !== undefined) {
      extra.writeUInt16LE(0x5455, 0);
      extra.writeUInt16LE(5, 2);
      extra.writeUInt8(1, 4);
      extra.writeUInt32LE(file.seconds, 5);
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offsets[file.at ?? offsets.length - 1] ?? 0, 10);
    const head = Buffer.from(common);
    head.writeUInt16LE(extra.length, 24);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), head, tail, name, extra]));
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...bodies, list, end]);
}
