/** The parts of "a, b c" that are separated by commas. */
export const commaSeparated = (text: string): string[] => text.split(',').map(part => part.trim()).filter(Boolean);
