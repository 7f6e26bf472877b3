import ContactsCore
import Glibc

/// Where passwords come from: the terminal, without showing them, a file of one's own, or standard input.
///
/// Never an argument or a variable, which other people on the machine could see.
enum PasswordInput {
  /// Bytes of the longest line that is read.
  private static let longest = 4096

  /// Asks on the terminal, even if standard input is a file; nil where there is no terminal.
  static func ask(_ question: String) throws(Failure) -> Password? {
    guard let terminal = SecretTerminal() else { return nil }
    return try terminal.read(question)
  }

  /// A new password: typed twice on a terminal, else one line of standard input.
  static func new(_ question: String = "Senha nova") throws(Failure) -> Password {
    guard Streams.inputIsTerminal, let terminal = SecretTerminal() else {
      return try line()
    }
    let first = try terminal.read("\(question) (pelo menos \(PasswordRules.shortest) caracteres): ")
    guard try terminal.read("De novo: ") == first else {
      throw .badData("As duas senhas não são iguais. Nada foi alterado.")
    }
    return first
  }

  /// The first line of a file that nobody else may read; a pipe, such as `<(…)`, is nobody else's.
  static func file(_ path: String) throws(Failure) -> Password {
    let file = UserFile.open(path, O_RDONLY | O_NOCTTY)
    guard file >= 0 else {
      throw Failure(
        .noInput, .notFound, "O arquivo da senha não pode ser lido: \(Streams.describe(errno)).")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw Failure(.noInput, .notFound, "O arquivo da senha não pode ser lido.")
    }
    let isPlain = status.st_mode & S_IFMT == S_IFREG
    guard !isPlain || (status.st_uid == getuid() && status.st_mode & 0o077 == 0) else {
      throw Failure(
        .configuration, .forbidden,
        "O arquivo da senha deve ser seu e de mais ninguém: `chmod 600` nele.")
    }
    return try line(of: file)
  }

  /// The next line of standard input.
  static func line() throws(Failure) -> Password { try line(of: STDIN_FILENO) }

  private static func line(of descriptor: Int32) throws(Failure) -> Password {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(longest)
    var byte: UInt8 = 0
    while bytes.count < longest {
      let count = Glibc.read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else { break }
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard !bytes.isEmpty else { throw .badData("Faltou a senha: a entrada está vazia.") }
    return Password(wiping: &bytes)
  }
}

/// The terminal of this process, read key by key without showing anything.
private final class SecretTerminal {
  private let file: Int32

  /// Nil where there is no terminal.
  init?() {
    file = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    if file < 0 { return nil }
  }

  deinit { close(file) }

  /// A line; `Ctrl-C` and `Ctrl-D` give up, and the terminal is left as it was found.
  func read(_ question: String) throws(Failure) -> Password {
    var before = termios()
    guard tcgetattr(file, &before) == 0 else {
      throw Failure(.inputOutput, .internal, "O terminal não responde.")
    }
    var silent = before
    // Without signals: a program that is killed here would leave the terminal mute.
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    // What was typed before the question is no answer to it.
    guard tcsetattr(file, TCSAFLUSH, &silent) == 0 else {
      throw Failure(.inputOutput, .internal, "O terminal não responde.")
    }
    defer {
      _ = tcsetattr(file, TCSAFLUSH, &before)
      write("\n")
    }
    write(question)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4096)
    while let byte = key() {
      switch byte {
      case 0x03, 0x04: throw Failure(.tryAgain, .unauthorized, "Desistência: nada foi alterado.")
      case 0x0a, 0x0d: return Password(wiping: &bytes)
      case 0x08, 0x7f: SecretTerminal.removeLast(of: &bytes)
      case 0x15: bytes.removeAll(keepingCapacity: true)
      default: if byte >= 0x20, bytes.count < 4096 { bytes.append(byte) }
      }
    }
    throw Failure(.inputOutput, .internal, "O terminal foi fechado.")
  }

  /// Takes off the last character, of however many bytes.
  private static func removeLast(of bytes: inout [UInt8]) {
    while let last = bytes.popLast(), last & 0xc0 == 0x80 {}
  }

  private func key() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = Glibc.read(file, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }

  private func write(_ text: String) {
    var copy = text
    copy.withUTF8 { _ = Glibc.write(file, $0.baseAddress, $0.count) }
  }
}
