/* Firefox's PDF engine for the tests: a page as it is printed, and a form that is typed into and saved. */
import * as pdfjs from "./node_modules/pdfjs-dist/legacy/build/pdf.mjs";

globalThis.pdfjsLib = pdfjs;
const { SimpleLinkService } = await import("./node_modules/pdfjs-dist/legacy/web/pdf_viewer.mjs");
pdfjs.GlobalWorkerOptions.workerSrc = "./node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs";

let open = null;

async function opened(url) {
  if (!open || open.url !== url) open = { url, pdf: await pdfjs.getDocument({ url }).promise };
  return open.pdf;
}

window.render = async (url, number, dpi) => {
  const page = await (await opened(url)).getPage(number);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const canvas = document.getElementById("sheet");
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const annotationMode = pdfjs.AnnotationMode.ENABLE;
  await page.render({ canvas, viewport, annotationMode }).promise;
  return canvas.toDataURL("image/png");
};

/* Put the fields of a page on the screen, as Firefox does for whoever types. */
window.fields = async (url, number) => {
  const pdf = await opened(url);
  const page = await pdf.getPage(number);
  const div = document.getElementById("fields");
  div.replaceChildren();
  const viewport = page.getViewport({ scale: 1 }).clone({ dontFlip: true });
  const layer = new pdfjs.AnnotationLayer({ div, page, viewport, annotationStorage: pdf.annotationStorage, linkService: new SimpleLinkService() });
  await layer.render({ annotations: await page.getAnnotations({ intent: "display" }), renderForms: true });
  return [...div.querySelectorAll("[name]")].map((field) => field.name);
};

window.saved = async (url) => {
  const bytes = await (await opened(url)).saveDocument();
  open = null;
  return bytes.toBase64 ? bytes.toBase64() : btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
};
window.ready = true;
