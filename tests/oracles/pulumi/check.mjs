// Writes a TypeScript file in which the inputs of every described resource are constants of the argument types of
// Pulumi's GCP SDK, and lets the TypeScript compiler judge it. A property that the SDK does not have, one of another
// type, and one that is required and missing are errors. See README.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const [packages, output, ...descriptions] = process.argv.slice(2);
if (descriptions.length === 0) {
  console.error('usage: node check.mjs PACKAGES OUTPUT DESCRIPTION.json…');
  process.exit(2);
}

const sdk = join(resolve(packages), 'node_modules', '@pulumi', 'gcp');

// gcp:cloudrunv2/service:Service → { module: 'cloudrunv2/service', type: 'ServiceArgs' }
function typeOf(token) {
  const [, path, name] = token.split(':');
  const [folder, file] = path.split('/');
  const found = readdirSync(join(sdk, folder)).find((f) => f.toLowerCase() === `${file.toLowerCase()}.d.ts`);
  if (!found) throw new Error(`the SDK has no '${token}'`);
  return { module: `${folder}/${found.slice(0, -'.d.ts'.length)}`, type: `${name}Args` };
}

// A secret that is kept outside is a text.
function opened(value) {
  if (Array.isArray(value)) return value.map(opened);
  if (value === null || typeof value !== 'object') return value;
  if (Object.keys(value).length === 1 && '$secret' in value) return '(secret)';
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, opened(member)]));
}

const imports = new Map();
const constants = [];
let count = 0;
for (const file of descriptions) {
  for (const resource of JSON.parse(readFileSync(file, 'utf8')).resources) {
    if (!resource.type.startsWith('gcp:')) continue;
    const { module, type } = typeOf(resource.type);
    const alias = `T${[...imports.keys()].indexOf(module) < 0 ? imports.size : [...imports.keys()].indexOf(module)}`;
    imports.set(module, `import { ${type} as ${alias} } from "@pulumi/gcp/${module}";`);
    const inputs = opened(resource.inputs);
    constants.push(`// ${basename(file)}: ${resource.address}\nexport const r${count}: ${alias} = ${JSON.stringify(inputs, null, 2)};`);
    // What is invented must be found, or the check would say nothing.
    constants.push(`export const wrong${count}: ${alias} = {\n  ...r${count},\n  // @ts-expect-error\n  inventedByNobody: 1,\n};`);
    count++;
  }
}

mkdirSync(output, { recursive: true });
const source = resolve(output, 'check.ts');
writeFileSync(source, `${[...imports.values()].join('\n')}\n\n${constants.join('\n\n')}\n`);
const config = resolve(output, 'tsconfig.json');
const modules = join(resolve(packages), 'node_modules');
writeFileSync(config, JSON.stringify({
  compilerOptions: {
    strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '5.0',
    types: [], baseUrl: '.', paths: { '@pulumi/gcp/*': [join(modules, '@pulumi', 'gcp', '*')], '@pulumi/pulumi': [join(modules, '@pulumi', 'pulumi')] },
  },
  files: [source],
}, null, 2));
const compiler = join(modules, 'typescript', 'bin', 'tsc');
if (!existsSync(compiler)) {
  console.error(`there is no TypeScript compiler in ${modules}`);
  process.exit(2);
}

const run = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' });
process.stdout.write(run.stdout);
process.stderr.write(run.stderr);
console.log(run.status === 0 ? `${count} resources fit the types of the SDK` : `some of ${count} resources do not fit`);
process.exit(run.status === 0 ? 0 : 1);
