/** The languages of the screen: Norwegian, Swedish, Danish, Finnish, English. */
export const LANGUAGES = ['nb', 'sv', 'da', 'fi', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];
