internal import Glibc

/// The bytes of a file: gathered, hashed and written in pieces, so that none of it stays in memory.
struct ExportOutput {
  var bytes: [UInt8] = []
  private var hash = SHA256()
  private let descriptor: Int32

  private static let piece = 1 << 16

  /// - Parameter descriptor: Where to write; -1 where only the digest is wanted.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    bytes.reserveCapacity(ExportOutput.piece * 2)
  }

  /// Writes what was gathered, once it is worth it.
  mutating func flush(all: Bool = false) throws(StoreError) {
    guard all || bytes.count >= ExportOutput.piece else { return }
    hash.update(bytes)
    if descriptor >= 0 { try writeAll() }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes the rest, and answers the digest of all in hexadecimal.
  mutating func finish() throws(StoreError) -> String {
    try flush(all: true)
    let whole = hash
    return whole.finish().hexadecimal
  }

  private func writeAll() throws(StoreError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if count >= 0 {
        sent += count
      } else if errno != EINTR {
        throw StoreError(fileError: errno, "write an export")
      }
    }
  }
}
