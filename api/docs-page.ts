// The OpenAPI document as a page to read: plain HTML, no script, nothing from elsewhere.
import { PROBLEM_STATUS, type ProblemCode } from "../domain/problem.ts";
import { PROBLEM_TITLES } from "./error-answer.ts";
import type { OpenApiDocument } from "./openapi.ts";
import { xmlText } from "./track/xml-text.ts";

const STYLE = `
:root{color-scheme:light dark;--line:#d9dfe6;--muted:#55616f;--accent:#0b6e6a;--panel:#f4f6f8}
@media(prefers-color-scheme:dark){:root{--line:#2a3441;--muted:#9aa7b5;--accent:#3fb8af;--panel:#161d26}}
body{font:15px/1.55 Inter,system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
section{margin:1rem 0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:6px}
h3{margin:0;font:600 14px/1.6 ui-monospace,monospace;overflow-wrap:anywhere}
p{margin:.4rem 0}small,dd{color:var(--muted)}a{color:var(--accent)}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line)}
code{font-family:ui-monospace,monospace}pre{background:var(--panel);padding:.75rem;border-radius:6px;overflow:auto}
`;

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minLength?: number;
  default?: unknown;
}

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

const anchor = (name: string): string => `<a href="#${xmlText(name)}">${xmlText(name)}</a>`;

function typeText(schema: Schema): string {
  const name = schema.$ref?.split("/").at(-1);
  if (name) return anchor(name);
  if (schema.enum) return schema.enum.map((value) => `<code>${xmlText(JSON.stringify(value))}</code>`).join(" | ");
  if (schema.items) return `[${typeText(schema.items)}]`;
  if (schema.properties) return objectText(schema.properties);
  const types = [schema.type ?? "any"].flat().join(" | ");
  const limits = (["format", "minimum", "maximum", "minLength", "maxLength", "default"] as const)
    .filter((key) => schema[key] !== undefined)
    .map((key) => `${key} ${xmlText(String(schema[key]))}`);
  return limits.length > 0 ? `${types} <small>${limits.join(", ")}</small>` : types;
}

function objectText(properties: Record<string, Schema>): string {
  const fields = Object.entries(properties).map(([name, schema]) => `${xmlText(name)}: ${typeText(schema)}`);
  return `{ ${fields.join(", ")} }`;
}

function contentText(content: Record<string, { schema: Schema }>): string {
  return Object.entries(content)
    .map(([type, { schema }]) =>
      type.endsWith("json") && schema.type !== "string" ? typeText(schema) : `<code>${xmlText(type)}</code>`,
    )
    .join(", ");
}

function operationText(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${xmlText(name)}</code></td><td>${place}${required ? "" : ", optional"}</td><td>${typeText(schema)}</td></tr>`,
  );
  const body = operation.requestBody ? `<p>Body: ${contentText(operation.requestBody.content)}</p>` : "";
  const answers = Object.entries(operation.responses)
    .filter(([status]) => status !== "default")
    .map(([status, { content }]) => `<p>${status}: ${content ? contentText(content) : "no content"}</p>`);
  return (
    `<section id="${operation.operationId}"><h3>${method.toUpperCase()} ${xmlText(path)}</h3>` +
    `<p>${xmlText(operation.summary)}. <small>${xmlText(operation.description).replaceAll("`", "")}</small></p>` +
    `${parameters.length > 0 ? `<table>${parameters.join("")}</table>` : ""}${body}${answers.join("")}</section>`
  );
}

function operationsText(document: OpenApiDocument): string {
  const byTag = new Map<string, string[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const tag = operation.tags[0] ?? "";
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationText(method, path, operation)]);
    }
  }
  return [...byTag].map(([tag, sections]) => `<h2>${xmlText(tag)}</h2>${sections.join("")}`).join("");
}

function schemasText(document: OpenApiDocument): string {
  return Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>)
    .map(([name, schema]) => {
      const rows = Object.entries(schema.properties ?? {}).map(
        ([field, type]) =>
          `<tr><td><code>${xmlText(field)}</code></td><td>${schema.required?.includes(field) ? "" : "optional"}</td><td>${typeText(type)}</td></tr>`,
      );
      const text = rows.length > 0 ? `<table>${rows.join("")}</table>` : `<p>${typeText(schema)}</p>`;
      return `<section id="${xmlText(name)}"><h3>${xmlText(name)}</h3>${text}</section>`;
    })
    .join("");
}

function problemsText(): string {
  const rows = (Object.entries(PROBLEM_STATUS) as [ProblemCode, number][]).map(
    ([code, status]) =>
      `<tr id="${code}"><td>${status}</td><td><code>${code}</code></td><td>${xmlText(PROBLEM_TITLES[code])}</td></tr>`,
  );
  return `<table>${rows.join("")}</table>`;
}

export function docsPage(document: OpenApiDocument): string {
  const { title, version, description } = document.info;
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${xmlText(title)} API</title><style>${STYLE}</style></head><body><h1>${xmlText(title)} API ${xmlText(version)}</h1>` +
    `<p>${xmlText(description ?? "").replaceAll("`", "")}</p><p>Machine readable: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1)</p>` +
    `${operationsText(document)}<h2>Problems</h2>${problemsText()}<h2>Schemas</h2>${schemasText(document)}</body></html>`
  );
}
