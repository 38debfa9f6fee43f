// Compares the product's HCL reader with HashiCorp's parser over a folder: what is valid, and which keys and blocks
// each file holds. See README.md for how to run it.
import { createRequire } from 'node:module';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder, oracle] = process.argv.slice(2);
const { parse } = createRequire(join(process.cwd(), 'x.js'))(oracle ?? '@cdktf/hcl2json');
const project = join(dirname(fileURLToPath(import.meta.url)), 'Structure');
const reader = spawn('dotnet', ['run', '-c', 'Release', '--project', project, '--', folder], { stdio: ['ignore', 'pipe', 'inherit'] });

const id = segments => JSON.stringify(segments.filter(s => !/^\[\d+\]$/.test(s)));
const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
const figures = { files: 0, bothValid: 0, bothInvalid: 0, notConverted: 0, onlyProduct: 0, onlyOracle: 0, sameStructure: 0, otherStructure: 0, expressionKeys: 0 };

// Every key that the oracle has, by path; what it kept as the text of an expression cannot be looked into.
function walk(value, path, found) {
  if (Array.isArray(value)) for (const item of value) walk(item, path, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) {
      const own = [...path, key];
      if (key === '') {
        // An empty name has no text that a leaf could cover.
        for (let n = 1; n <= path.length; n++) found.emptied.add(id(path.slice(0, n)));
        walk(child, own, found);
        continue;
      }
      count(found.keys, id(own));
      if (Array.isArray(child)) for (const _ of child) count(found.items, id(own));
      walk(child, own, found);
    }
  } else if (typeof value === 'string' && value.includes('{')) found.opaque.add(id(path));
}

const isExpressionKey = key => /[${.[(]|^-?\d/.test(key);
const isBelow = (path, opaque) => { for (let n = 0; n <= path.length; n++) if (opaque.has(id(path.slice(0, n)))) return true; return false; };

function differences(product, json) {
  const found = { keys: new Map(), items: new Map(), opaque: new Set(), emptied: new Set() };
  walk(json, [], found);
  const result = [];
  const keys = new Map();
  const blocks = new Map();
  for (const path of product.keys) count(keys, id(path));
  for (const path of product.blocks) count(blocks, id(path));
  const heads = new Set();
  for (const path of blocks.keys()) for (let p = JSON.parse(path); p.length > 0; p = p.slice(0, -1)) heads.add(id(p));
  for (const [path, n] of blocks) if (found.items.get(path) !== n) result.push(`block ${path}: ${n} here, ${found.items.get(path) ?? 0} there`);
  for (const path of keys.keys()) {
    const segments = JSON.parse(path);
    if (!found.keys.has(path) && !isBelow(segments, found.opaque) && !segments.some(isExpressionKey)) result.push(`key ${path}: only here`);
  }
  for (const path of found.keys.keys()) {
    if (keys.has(path) || heads.has(path) || found.emptied.has(path)) continue;
    if (JSON.parse(path).some(isExpressionKey)) figures.expressionKeys++;
    else result.push(`key ${path}: only there`);
  }
  return result;
}

for await (const line of createInterface({ input: reader.stdout })) {
  const product = JSON.parse(line);
  figures.files++;
  let json, error;
  try {
    json = await parse(product.path, readFileSync(join(folder, product.path), 'utf8'));
  } catch (e) {
    error = String(e.message ?? e).split('\n')[0].slice(0, 200);
  }
  if (product.valid && json) {
    figures.bothValid++;
    const found = differences(product, json);
    if (found.length === 0) figures.sameStructure++;
    else {
      figures.otherStructure++;
      console.log(`STRUCTURE ${product.path}: ${found.slice(0, 3).join('; ')}`);
    }
  } else if (product.valid && error.startsWith('convert')) {
    // Parsed there too, but it could not be evaluated or written as JSON, so there is no structure to compare.
    figures.bothValid++;
    figures.notConverted++;
    console.log(`NOT CONVERTED ${product.path}: ${error}`);
  } else if (!product.valid && !json) figures.bothInvalid++;
  else if (product.valid) {
    figures.onlyProduct++;
    console.log(`ONLY PRODUCT ${product.path}: ${error}`);
  } else {
    figures.onlyOracle++;
    console.log(`ONLY ORACLE ${product.path}: ${product.problem}`);
  }
}
console.log(JSON.stringify(figures));
process.exit(figures.onlyProduct + figures.onlyOracle + figures.otherStructure === 0 ? 0 : 1);
