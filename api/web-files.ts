// The console's files, and which addresses are pages of it.
import { join } from "node:path";
import express, { Router, type Request, type Response } from "express";

/** First path segments of the console's pages (DESIGN §7); "" is the start page. */
const PAGES: ReadonlySet<string> = new Set([
  "",
  "giris",
  "canli",
  "alarmlar",
  "bolgeler",
  "gecmis",
  "raporlar",
  "harita",
  "kameralar",
  "sensorler",
  "projeler",
  "varliklar",
  "yonetim",
]);

const page = (title: string, text: string): string =>
  `<!doctype html><html lang="tr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title}</title><body style="font:16px/1.5 system-ui;margin:15vh auto;max-width:36rem;padding:0 1rem">` +
  `<h1>${title}</h1>${text}</body></html>`;

const NOT_BUILT = page(
  "Kentiz",
  "<p>Sunucu çalışıyor, ancak konsol derlenmemiş. <code>npm run build</code> komutunu çalıştırıp sunucuyu yeniden başlatın.</p>" +
    '<p lang="en">The server is running, but the console has not been built. Run <code>npm run build</code> and restart. The API is described at <a href="/api/docs">/api/docs</a>.</p>',
);
const NO_SUCH_PAGE = page(
  "Sayfa bulunamadı",
  '<p>Bu adreste bir sayfa yok. <a href="/">Başlangıç sayfasına dönün.</a></p><p lang="en">There is no page at this address.</p>',
);

const isReading = (request: Request): boolean => request.method === "GET" || request.method === "HEAD";

/** Browsers name HTML when someone goes to an address; programs usually take anything. */
const asksForHtml = (request: Request): boolean => (request.headers.accept ?? "").includes("text/html");

const isPage = (path: string): boolean => PAGES.has(path.split("/")[1] ?? "");

function sendPage(response: Response, status: number, html: string): void {
  response.status(status).set("Cache-Control", "no-store").type("html").send(html);
}

/** @param webRoot folder of the built console; null = it is not built */
export function webFiles(webRoot: string | null): Router {
  const router = Router();
  if (webRoot !== null) {
    // Names under /assets carry a hash of their content.
    router.use(
      "/assets",
      express.static(join(webRoot, "assets"), { immutable: true, maxAge: "1y", index: false, redirect: false }),
    );
    router.use(
      express.static(webRoot, {
        index: false,
        redirect: false,
        cacheControl: false,
        setHeaders: (response) => response.set("Cache-Control", "no-cache"),
      }),
    );
  }
  router.use((request, response, next) => {
    if (!isReading(request)) return next();
    if (!isPage(request.path)) return asksForHtml(request) ? sendPage(response, 404, NO_SUCH_PAGE) : next();
    if (request.accepts(["html", "json"]) !== "html") return next();
    if (webRoot === null) return sendPage(response, 503, NOT_BUILT);
    return response.sendFile("index.html", {
      root: webRoot,
      cacheControl: false,
      headers: { "Cache-Control": "no-cache" },
    });
  });
  return router;
}
