// Films for bundles.test.mjs, one for what each operation of the API can carry; the files that they need are made here.
import { mp4, png } from './media.mjs';

const target = 'target sora-2, 1280x720, 8s\n';

export const films = {
  'first-frame': {
    files: { 'frames/hall.png': png(1280, 720) },
    script: `${target}
shot hall, wide shot, static: an empty hall at dusk
    first frame: "frames/hall.png"
    - A door opens at the far end.

shot stairs, medium shot: the same hall from the stairs
    first frame: hall
    - Someone comes up, out of breath.
`,
    operations: { hall: 'create', stairs: 'create' },
  },
  characters: {
    files: { 'cast/fisherman.mp4': mp4(), 'cast/cat.mp4': mp4({ width: 720, height: 1280, milliseconds: 2500 }) },
    script: `${target}
speaker Fisherman: an elderly Swedish fisherman
    references: "cast/fisherman.mp4"

speaker Cat: a grey cat with a torn ear
    references: "cast/cat.mp4"

shot quay, medium shot: a stone quay at dawn
    - Fisherman mends a net.
    Fisherman (quietly): "Not today."

shot both, wide shot: a stone quay at dawn
    - Fisherman throws Cat a herring.
`,
    operations: { quay: 'create', both: 'create' },
  },
  extensions: {
    script: `${target}
speaker Cat: a grey cat with a torn ear

shot wake, close-up, static: a small stone harbour – Smögen
    - Cat opens one eye.

shot nets, extends wake, 20s
    - Cat trots under the nets.

shot boat, extends nets, 4s
    - Cat jumps aboard.

shot later, extends "video_68d7512d07848190b3e45da0ecbebcde", 12s
    - A trawler passes.
`,
    operations: { wake: 'create', nets: 'extend', boat: 'extend', later: 'extend' },
  },
  edits: {
    files: { 'takes/harbour.mp4': mp4({ milliseconds: 8000 }) },
    script: `${target}
shot harbour, wide shot: a stone harbour at dawn
    - Gulls lift off the pier.

shot warmer, edits harbour: Warm the light towards amber; keep everything else.

shot dry, edits "video_68d7512d07848190b3e45da0ecbebcde": Make the quay dry.

shot clear, edits "takes/harbour.mp4": Clear the sky behind the masts.
`,
    operations: { harbour: 'create', warmer: 'edit', dry: 'edit', clear: 'edit' },
  },
  newer: {
    script: `target sora-2-pro, 1920x1080, 16s

shot lying, wide shot: a salt flat at noon
    - Heat bends the horizon.

shot upright, 1080x1920, 20s, wide shot: a salt flat at noon
    - A lorry crosses from left to right.
`,
    operations: { lying: 'create', upright: 'create' },
  },
};
