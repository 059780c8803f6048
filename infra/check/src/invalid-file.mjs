/** A file that cannot be read as what it is. */
export class InvalidFile extends Error {
  constructor(file, line, message) {
    super(message);
    this.file = file;
    this.line = line;
  }
}
