declare module 'svg-to-pdfkit' {
  export interface SvgOptions {
    readonly width?: number;
    readonly height?: number;
    readonly preserveAspectRatio?: string;
    /** What is opened for a picture inside the picture. */
    readonly imageCallback?: (link: string) => string;
    readonly warningCallback?: (warning: string) => void;
  }
  /** Document, picture, x and y in points, options. */
  const svgToPdf: (
    ...drawn: readonly [PDFKit.PDFDocument, string, number, number, SvgOptions?]
  ) => void;
  export { svgToPdf as default };
}
