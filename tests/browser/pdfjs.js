/* Render one page with its form fields, as Firefox prints it; the test reads the picture out of the canvas. */
import * as pdfjs from "./node_modules/pdfjs-dist/legacy/build/pdf.mjs";

pdfjs.GlobalWorkerOptions.workerSrc = "./node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs";

let open = null;

window.render = async (url, number, dpi) => {
  if (!open || open.url !== url) open = { url, pdf: await pdfjs.getDocument({ url }).promise };
  const page = await open.pdf.getPage(number);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const canvas = document.getElementById("sheet");
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const annotationMode = pdfjs.AnnotationMode.ENABLE;
  await page.render({ canvas, viewport, annotationMode }).promise;
  return canvas.toDataURL("image/png");
};
window.ready = true;
