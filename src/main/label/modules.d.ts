/** A file as `data:…;base64,…`, put into the program when it is built. */
declare module '*.woff?inline' {
  const dataUri: string;
  export { dataUri as default };
}

declare module 'svg-to-pdfkit' {
  export interface SvgOptions {
    readonly width?: number;
    readonly height?: number;
    readonly preserveAspectRatio?: string;
    /** What is opened for a picture inside the picture. */
    readonly imageCallback?: (link: string) => string;
    readonly warningCallback?: (warning: string) => void;
  }
  function svgToPdf(
    document: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options?: SvgOptions,
  ): void;
  export { svgToPdf as default };
}
