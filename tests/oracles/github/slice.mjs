// Cuts out of GitHub's own descriptions of its APIs what the test server needs, without prose and examples.
// Usage, in a folder where the packages are installed (see README.md):
//   node tests/oracles/github/slice.mjs
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(here, '../../Rewriter.GitHub.TestServer/Api');
const packages = path.resolve('node_modules/@octokit');
const read = (...parts) => JSON.parse(fs.readFileSync(path.join(packages, ...parts), 'utf8'));

const repo = '/repos/{owner}/{repo}';
const operations = {
  '/app': ['get'],
  '/app/installations/{installation_id}/access_tokens': ['post'],
  '/user': ['get'],
  [repo]: ['get'],
  [`${repo}/actions/jobs/{job_id}/logs`]: ['get'],
  [`${repo}/actions/runs/{run_id}`]: ['get'],
  [`${repo}/actions/runs/{run_id}/cancel`]: ['post'],
  [`${repo}/actions/runs/{run_id}/jobs`]: ['get'],
  [`${repo}/actions/workflows/{workflow_id}/dispatches`]: ['post'],
  [`${repo}/actions/workflows/{workflow_id}/runs`]: ['get'],
  [`${repo}/check-runs`]: ['post'],
  [`${repo}/check-runs/{check_run_id}`]: ['patch'],
  [`${repo}/collaborators/{username}/permission`]: ['get'],
  [`${repo}/commits/{ref}`]: ['get'],
  [`${repo}/commits/{ref}/check-runs`]: ['get'],
  [`${repo}/commits/{ref}/status`]: ['get'],
  [`${repo}/commits/{ref}/statuses`]: ['get'],
  [`${repo}/compare/{basehead}`]: ['get'],
  [`${repo}/git/blobs`]: ['post'],
  [`${repo}/git/blobs/{file_sha}`]: ['get'],
  [`${repo}/git/commits`]: ['post'],
  [`${repo}/git/commits/{commit_sha}`]: ['get'],
  [`${repo}/git/ref/{ref}`]: ['get'],
  [`${repo}/git/refs`]: ['post'],
  [`${repo}/git/refs/{ref}`]: ['patch', 'delete'],
  [`${repo}/git/trees`]: ['post'],
  [`${repo}/git/trees/{tree_sha}`]: ['get'],
  [`${repo}/installation`]: ['get'],
  [`${repo}/issues/comments/{comment_id}`]: ['patch'],
  [`${repo}/issues/{issue_number}`]: ['get'],
  [`${repo}/issues/{issue_number}/comments`]: ['get', 'post'],
  [`${repo}/issues/{issue_number}/labels`]: ['post'],
  [`${repo}/pulls`]: ['get', 'post'],
  [`${repo}/pulls/{pull_number}`]: ['get', 'patch'],
  [`${repo}/pulls/{pull_number}/merge`]: ['put'],
  [`${repo}/pulls/{pull_number}/requested_reviewers`]: ['post'],
  [`${repo}/pulls/{pull_number}/reviews`]: ['get'],
  [`${repo}/statuses/{sha}`]: ['post'],
};

const prose = new Set(['description', 'example', 'examples', 'externalDocs', 'summary', 'title', 'x-github', 'deprecated', 'readOnly', 'default']);

// Names of properties are kept, whatever they are called.
function bare(value, inProperties = false) {
  if (Array.isArray(value)) return value.map(v => bare(v));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value)
    .filter(([key]) => inProperties || !prose.has(key))
    .map(([key, v]) => [key, bare(v, !inProperties && key === 'properties')]));
}

const rest = read('openapi', 'generated', 'api.github.com.json');
const resolve = node => node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], rest) : node;
const schemas = {};

function collect(node) {
  if (Array.isArray(node)) return node.forEach(collect);
  if (node === null || typeof node !== 'object') return;
  if (typeof node.$ref === 'string' && node.$ref.startsWith('#/components/schemas/')) {
    const name = node.$ref.split('/').pop();
    if (!(name in schemas)) {
      schemas[name] = bare(rest.components.schemas[name]);
      collect(schemas[name]);
    }
  }
  Object.values(node).forEach(collect);
}

const paths = {};
for (const [route, methods] of Object.entries(operations)) {
  const item = rest.paths[route];
  if (!item) throw new Error(`the description has no ${route}`);
  paths[route] = {};
  for (const method of methods) {
    const operation = item[method];
    if (!operation) throw new Error(`the description has no ${method} ${route}`);
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve)
      .map(p => ({ name: p.name, in: p.in, required: p.required ?? false, schema: bare(p.schema) }));
    const body = operation.requestBody?.content?.['application/json']?.schema;
    const responses = {};
    for (const [status, response] of Object.entries(operation.responses)) {
      const schema = resolve(response).content?.['application/json']?.schema;
      responses[status] = status.startsWith('2') && schema ? bare(schema) : null;
    }
    paths[route][method] = { parameters, bodyRequired: operation.requestBody?.required ?? false, body: body ? bare(body) : null, responses };
    collect(paths[route][method]);
  }
}

const version = name => read(name, 'package.json').version;
fs.mkdirSync(target, { recursive: true });
const licence = name => `MIT; see LICENSE.github-descriptions.txt. Cut from the npm package @octokit/${name} ${version(name)} by tests/oracles/github/slice.mjs.`;
fs.writeFileSync(path.join(target, 'rest.json'), JSON.stringify({ source: licence('openapi'), paths, schemas }, null, 1) + '\n');

// GraphQL: the introspected schema, of which the wanted operations and the types that they reach in one step are kept.
const graph = read('graphql-schema', 'schema.json');
const types = Object.fromEntries((graph.__schema ?? graph.data.__schema).types.map(t => [t.name, t]));
const wanted = {
  Query: ['viewer'],
  Mutation: ['updateRefs', 'convertPullRequestToDraft', 'markPullRequestReadyForReview'],
  User: ['login'],
  PullRequest: ['id', 'isDraft', 'number'],
};
const text = type => type.kind === 'NON_NULL' ? `${text(type.ofType)}!` : type.kind === 'LIST' ? `[${text(type.ofType)}]` : type.name;
const named = type => type.ofType ? named(type.ofType) : type.name;
const cut = { source: licence('graphql-schema'), objects: {}, inputs: {}, scalars: [] };
const scalars = new Set();

function input(name) {
  const type = types[name];
  if (type.kind === 'SCALAR' || type.kind === 'ENUM') return void scalars.add(name);
  if (cut.inputs[name]) return;
  cut.inputs[name] = Object.fromEntries(type.inputFields.map(f => [f.name, { type: text(f.type), hasDefault: f.defaultValue !== null }]));
  type.inputFields.forEach(f => input(named(f.type)));
}

function object(name) {
  const type = types[name];
  if (type.kind === 'SCALAR' || type.kind === 'ENUM') return void scalars.add(name);
  if (cut.objects[name] || type.kind !== 'OBJECT') return;
  const fields = type.fields.filter(f => !wanted[name] || wanted[name].includes(f.name));
  cut.objects[name] = Object.fromEntries(fields.filter(f => wanted[name] || wanted[named(f.type)] || ['SCALAR', 'ENUM'].includes(types[named(f.type)].kind)).map(f => [f.name, {
    type: text(f.type),
    arguments: Object.fromEntries(f.args.map(a => [a.name, { type: text(a.type), hasDefault: a.defaultValue !== null }])),
  }]));
  for (const field of fields.filter(f => cut.objects[name][f.name])) {
    object(named(field.type));
    field.args.forEach(a => input(named(a.type)));
  }
}

object('Query');
object('Mutation');
cut.scalars = [...scalars].sort();
fs.writeFileSync(path.join(target, 'graphql.json'), JSON.stringify(cut, null, 1) + '\n');

fs.writeFileSync(path.join(target, 'LICENSE.github-descriptions.txt'),
  ['rest.json', fs.readFileSync(path.join(packages, 'openapi', 'LICENSE'), 'utf8').trim(), 'graphql.json', fs.readFileSync(path.join(packages, 'graphql-schema', 'LICENSE.md'), 'utf8').trim()].join('\n\n') + '\n');
console.log(`${Object.keys(paths).length} paths, ${Object.keys(schemas).length} schemas; ${Object.keys(cut.objects).length} objects, ${Object.keys(cut.inputs).length} inputs`);
