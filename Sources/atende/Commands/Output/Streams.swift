import Glibc

/// The reader of our output went away, as `head` does: nothing is wrong, and nothing more is to be said.
struct OutputClosed: Error {}

/// The standard streams, written whole and at once.
enum Streams {
  /// Writes to standard output.
  static func write(_ text: String) throws {
    guard let error = send(text, to: STDOUT_FILENO) else { return }
    if error == EPIPE { throw OutputClosed() }
    throw Failure(
      .inputOutput, .internal, "Não foi possível escrever na saída: \(describe(error)).")
  }

  static func writeLine(_ text: String) throws {
    try write(text + "\n")
  }

  /// Writes to standard error; a failure there has nowhere left to be told.
  static func complain(_ text: String) {
    _ = send(text + "\n", to: STDERR_FILENO)
  }

  /// Asks on standard error, so that standard output holds only results.
  static func prompt(_ text: String) {
    _ = send(text, to: STDERR_FILENO)
  }

  /// Draws over the last line of standard error.
  static func progress(_ text: String) {
    _ = send("\r\u{1b}[K" + text, to: STDERR_FILENO)
  }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// What the C library says of an `errno`, which names no file.
  static func describe(_ error: Int32) -> String {
    switch error {
    case ENOENT: "não existe"
    case EACCES, EPERM: "sem permissão"
    case EISDIR: "é uma pasta"
    case ENOTDIR: "o caminho passa por algo que não é uma pasta"
    case ENOSPC, EDQUOT: "o disco está cheio"
    case EROFS: "o disco só permite leitura"
    case EEXIST: "já existe"
    default: "erro \(error) do sistema"
    }
  }

  /// The `errno` of the write that failed, if one did.
  private static func send(_ text: String, to descriptor: Int32) -> Int32? {
    var copy = text
    return copy.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.write(
          descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
        if count >= 0 {
          sent += count
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }
}
