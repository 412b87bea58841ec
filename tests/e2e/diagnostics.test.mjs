// The forms of diagnostics that programs read: JSON lines as documented, and SARIF 2.1.0 as far as code review tools use
// it. The schemas here are the promise; a change to them is a change for users.
import assert from 'node:assert/strict';
import test from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { shot } from './shot.mjs';

const ajv = new Ajv2020({ allErrors: true });
const closed = (properties, optional = []) => ({
  type: 'object', properties, additionalProperties: false,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});
const position = closed({
  line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 }, offset: { type: 'integer', minimum: 0 },
});
const range = closed({ start: position, end: position });
const place = { file: { type: ['string', 'null'] }, range: { anyOf: [range, { type: 'null' }] } };
const isDiagnostic = ajv.compile(closed({
  code: { type: 'string', pattern: '^SHOT\\d{4}$' },
  name: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' },
  level: { enum: ['error', 'warning', 'note'] },
  message: { type: 'string', pattern: '^[^A-Z\\n][^\\n]*[^.\\n]$' },
  ...place,
  label: { type: ['string', 'null'] },
  labels: { type: 'array', items: closed({ message: { type: 'string' }, ...place }) },
  notes: { type: 'array', items: { type: 'string' } },
  fixes: {
    type: 'array',
    items: closed({
      title: { type: 'string' }, safe: { type: 'boolean' },
      edits: { type: 'array', minItems: 1, items: closed({ replacement: { type: 'string' }, ...place }) },
    }),
  },
}, ['label']));

const text = { type: 'object', properties: { text: { type: 'string', minLength: 1 } }, required: ['text'] };
const isSarif = ajv.compile({
  type: 'object',
  required: ['$schema', 'version', 'runs'],
  properties: {
    version: { const: '2.1.0' },
    $schema: { type: 'string', pattern: 'sarif.*2\\.1\\.0' },
    runs: {
      type: 'array', minItems: 1, maxItems: 1,
      items: {
        type: 'object', required: ['tool', 'results'],
        properties: {
          columnKind: { enum: ['unicodeCodePoints', 'utf16CodeUnits'] },
          tool: {
            type: 'object', required: ['driver'],
            properties: {
              driver: {
                type: 'object', required: ['name', 'version', 'rules'],
                properties: {
                  name: { type: 'string' },
                  rules: {
                    type: 'array',
                    items: { type: 'object', required: ['id', 'name', 'shortDescription'], properties: { shortDescription: text } },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object', required: ['ruleId', 'level', 'message', 'locations'],
              properties: {
                ruleId: { type: 'string', pattern: '^SHOT\\d{4}$' },
                level: { enum: ['error', 'warning', 'note'] },
                message: text,
                locations: {
                  type: 'array',
                  items: {
                    type: 'object', required: ['physicalLocation'],
                    properties: {
                      physicalLocation: {
                        type: 'object', required: ['artifactLocation'],
                        properties: {
                          artifactLocation: { type: 'object', required: ['uri'] },
                          region: {
                            type: 'object', required: ['startLine', 'startColumn', 'endLine', 'endColumn'],
                            additionalProperties: { type: ['integer', 'object'] },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
});

const broken = `target sora-2, 1280x720, 8s

style Interview: a 90s documentary – “Überblick”

shot harbour, Interveiw, 9s: a stone harbour, 港
    mood: calm
    mood: tense
    Camera: wide shot
    seed: 7
`;
const check = (form) => shot(['check', form, '-'], { input: broken });

test('--json: an object a line, as documented', () => {
  const { code, out } = check('--json');
  assert.equal(code, 1);
  const found = out.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.ok(found.length >= 4);
  for (const one of found) assert.ok(isDiagnostic(one), `${JSON.stringify(one)}\n${ajv.errorsText(isDiagnostic.errors)}`);
  assert.ok(found.some(({ fixes }) => fixes.length > 0) && found.some(({ labels }) => labels.length > 0));
  const bytes = Buffer.from(broken);
  const wrong = found.find(({ message }) => message.includes('Interveiw'));
  assert.equal(bytes.subarray(wrong.range.start.offset, wrong.range.end.offset).toString(), 'Interveiw');
  assert.deepEqual([wrong.range.start.line, wrong.range.start.column], [5, 15]);
});

test('--json: a fix can be applied by its offsets', () => {
  const found = check('--json').out.trimEnd().split('\n').map((line) => JSON.parse(line));
  const { fixes } = found.find(({ message }) => message.includes('Interveiw'));
  const [{ replacement, range: at }] = fixes[0].edits;
  const bytes = Buffer.from(broken);
  const mended = Buffer.concat([bytes.subarray(0, at.start.offset), Buffer.from(replacement), bytes.subarray(at.end.offset)]);
  assert.ok(mended.toString().includes('shot harbour, Interview, 9s'));
});

test('--sarif: a log that tools can read, each result with its rule', () => {
  const { code, out } = check('--sarif');
  assert.equal(code, 1);
  const log = JSON.parse(out);
  assert.ok(isSarif(log), ajv.errorsText(isSarif.errors));
  const [{ tool, results }] = log.runs;
  const rules = tool.driver.rules.map(({ id }) => id);
  assert.ok(results.length >= 4);
  for (const { ruleId, ruleIndex } of results) {
    assert.ok(rules.includes(ruleId));
    if (ruleIndex !== undefined) assert.equal(rules[ruleIndex], ruleId);
  }
});
