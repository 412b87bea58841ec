#!/usr/bin/env python3
"""Writes the pictures and clips of the golden cases (PLACES below): real files as far as their
headers go, as small as can be. A clip has its tracks and times and one empty frame; a picture is one colour.

    python3 tests/support/make_media.py
"""
import struct
import zlib
from pathlib import Path

CASES = Path(__file__).resolve().parent.parent / "cases"


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\0" * ((width + 7) // 8)) * height  # one bit a pixel, black
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def box(kind, *parts):
    data = b"".join(parts)
    return struct.pack(">I", 8 + len(data)) + kind + data


def full(kind, *parts, flags=0):
    return box(kind, struct.pack(">I", flags), *parts)


MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def mp4(width, height, seconds):
    scale = 600
    length = int(seconds * scale)
    movie = full(b"mvhd", struct.pack(">IIIIIH10x", 0, 0, scale, length, 0x10000, 0x100), MATRIX, bytes(24),
                 struct.pack(">I", 2))
    track = full(b"tkhd", struct.pack(">IIIIIQhhhH", 0, 0, 1, 0, length, 0, 0, 0, 0, 0), MATRIX,
                 struct.pack(">II", width << 16, height << 16), flags=7)
    entry = box(b"avc1", bytes(6), struct.pack(">H16xHHIIIH", 1, width, height, 0x480000, 0x480000, 0, 1), bytes(32),
                struct.pack(">Hh", 24, -1))
    tables = box(b"stbl", full(b"stsd", struct.pack(">I", 1), entry), full(b"stts", struct.pack(">III", 1, 1, length)),
                 full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)), full(b"stsz", struct.pack(">II", 0, 1) + bytes(4)),
                 full(b"stco", struct.pack(">II", 1, 40)))
    media = box(b"mdia", full(b"mdhd", struct.pack(">IIIIHH", 0, 0, scale, length, 0x55C4, 0)),
                full(b"hdlr", struct.pack(">I4s12x", 0, b"vide"), b"video\0"),
                box(b"minf", full(b"vmhd", bytes(8), flags=1),
                    box(b"dinf", full(b"dref", struct.pack(">I", 1), full(b"url ", flags=1))), tables))
    return (box(b"ftyp", b"isom", struct.pack(">I", 0x200), b"isomiso2avc1mp41") + box(b"mdat", bytes(4)) +
            box(b"moov", movie, box(b"trak", track, media)))


FILES = {
    "fox.mp4": mp4(1280, 720, 3),
    "long.mp4": mp4(1280, 720, 5.5),
    "short.mp4": mp4(1280, 720, 1.2),
    "small.mp4": mp4(640, 360, 3),
    "square.mp4": mp4(720, 720, 3),
    "broken.mp4": mp4(1280, 720, 3)[:90],
    "frame.png": png(1280, 720),
    "small.png": png(640, 360),
    "broken.png": png(1280, 720)[:20],
    "gif.png": b"GIF89a" + struct.pack("<HHBBB", 1280, 720, 0, 0, 0) + b";",
}
PLACES = {
    "targets/media": FILES,
    "fields/media": ["fox.mp4", "frame.png"],
    "types/parameter-file": ["frame.png"],
}
for place, names in PLACES.items():
    folder = CASES / place
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(FILES[name])
