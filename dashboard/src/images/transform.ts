/** A transform as its query says it. */
export interface Transform {
  readonly w: number | undefined;
  readonly h: number | undefined;
  readonly fit: (typeof fits)[number];
  readonly gravity: (typeof gravities)[number];
  readonly format: (typeof formats)[number];
  readonly q: number;
}

export const fits = ['inside', 'cover'] as const;
export const gravities = ['center', 'north', 'northeast', 'east', 'southeast', 'south', 'southwest', 'west', 'northwest'] as const;
export const formats = ['webp', 'jpeg', 'png', 'avif'] as const;

/** Only what is cut has a side that it is cut towards. */
export const usesGravity = (fit: Transform['fit']): boolean => fit === 'cover';
