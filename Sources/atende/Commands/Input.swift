import ContactsCore
import Glibc

/// Bytes from a file or from standard input.
enum Input {
  /// Reads all of it, up to `limit` bytes, so that an endless stream cannot fill the memory; nil is standard input.
  static func bytes(of path: String?, limit: Int) throws(Failure) -> [UInt8] {
    let file = try InputFile(path: path)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let count = try file.read(into: &piece)
      if count == 0 { break }
      bytes += piece[..<min(count, limit - bytes.count)]
    }
    return bytes
  }

  /// Reads a text; refuses what is not UTF-8.
  static func text(of path: String?, limit: Int) throws(Failure) -> String {
    let bytes = try bytes(of: path, limit: limit)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // The limit may have cut the last character in two.
    if bytes.count == limit {
      for cut in 1...3 {
        if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
      }
    }
    throw .badData("O texto não está em UTF-8. Salve o arquivo nessa codificação e tente de novo.")
  }

  /// A document of JSON; anything else is refused with a sentence.
  static func json(of path: String?) throws(Failure) -> JSON {
    let bytes = try bytes(of: path, limit: 8 << 20)
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw .badData("Faltou o JSON: a entrada está vazia.")
    }
    guard let document = JSON.read(bytes) else {
      throw .badData("A entrada não é um JSON válido em UTF-8.")
    }
    return document
  }

  /// Says on a terminal that a text is awaited, since nothing else would show it.
  static func inviteTyping(_ path: String?) {
    if path == nil, Streams.inputIsTerminal {
      Streams.complain("Digite ou cole o texto e termine com Ctrl-D em uma linha vazia.")
    }
  }
}

extension Arguments {
  /// Why something is done: what `--reason` says or, with `-`, standard input, so that it stands in no list of processes.
  func reason() throws(Failure) -> Sensitive<String> {
    guard self["--reason"] == "-" else { return Sensitive(self["--reason"] ?? "") }
    Input.inviteTyping(nil)
    return Sensitive(try Input.text(of: nil, limit: 8000))
  }
}

/// An open file, closed when nobody holds it any more.
final class InputFile {
  private let descriptor: Int32
  /// Bytes in the file; nil when it is no plain file.
  let size: Int?

  /// Opens a file, or takes standard input for nil.
  init(path: String?) throws(Failure) {
    var status = stat()
    guard let path else {
      descriptor = STDIN_FILENO
      size = nil
      return
    }
    let opened = UserFile.open(path, O_RDONLY)
    guard opened >= 0 else {
      throw Failure(
        .noInput, .notFound, "O arquivo não pode ser lido: \(Streams.describe(errno)).")
    }
    descriptor = opened
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(opened)
      throw Failure(.noInput, .notFound, "O arquivo não pode ser lido: é uma pasta.")
    }
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// SHA-256 of a plain file; nil for standard input and what is read but once.
  static func digest(of path: String?) throws(Failure) -> String? {
    guard let path else { return nil }
    let file = try InputFile(path: path)
    guard file.size != nil else { return nil }
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try file.read(into: &piece)
      if count == 0 { break }
      hash.update(Array(piece[..<count]))
    }
    return hash.finish().hexadecimal
  }

  func read(into bytes: inout [UInt8]) throws(Failure) -> Int {
    var outcome: Result<Int, Failure> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
      outcome = Result { () throws(Failure) in try read(into: buffer) }
    }
    return try outcome.get()
  }

  /// How many bytes it put into the buffer: 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR {
        throw Failure(
          .inputOutput, .internal, "Falha ao ler a entrada: \(Streams.describe(errno)).")
      }
    }
  }
}
