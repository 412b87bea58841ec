// Small media files for the end-to-end tests: whole PNG pictures of one grey, and MP4 files that are headers and little
// else, as the compiler reads no more of them.
import { crc32 as zlibCrc32, deflateSync } from 'node:zlib';

const words = (...values) => {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => out.writeUInt32BE(value, 4 * index));
  return out;
};

function slowCrc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
const crc32 = zlibCrc32 ?? slowCrc32; // node has it from 20.15 on

export function png(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([words(data.length), body, words(crc32(body))]);
  };
  const header = Buffer.concat([words(width, height), Buffer.from([8, 0, 0, 0, 0])]); // eight bits of grey
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; ++row) rows[row * (width + 1)] = 0; // no filter
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function mp4({ width = 1280, height = 720, milliseconds = 3000 } = {}) {
  const box = (type, ...parts) => {
    const body = Buffer.concat(parts);
    return Buffer.concat([words(body.length + 8), Buffer.from(type), body]);
  };
  const fixed = (value) => value * 0x10000;
  const matrix = words(fixed(1), 0, 0, 0, fixed(1), 0, 0, 0, 0x40000000);
  const tkhd = box('tkhd', words(7, 0, 0, 1, 0, milliseconds, 0, 0, 0, 0), matrix, words(fixed(width), fixed(height)));
  const hdlr = box('hdlr', words(0, 0), Buffer.from('vide'), words(0, 0, 0), Buffer.from([0]));
  const mvhd = box('mvhd', words(0, 0, 0, 1000, milliseconds), Buffer.alloc(80));
  return Buffer.concat([
    box('ftyp', Buffer.from('isom'), words(512), Buffer.from('isomiso2avc1mp41')),
    box('moov', mvhd, box('trak', tkhd, box('mdia', box('mdhd', Buffer.alloc(24)), hdlr))),
    box('mdat', Buffer.alloc(64)),
  ]);
}
