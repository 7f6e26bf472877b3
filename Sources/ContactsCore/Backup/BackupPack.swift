internal import Glibc

/// The way from a store's file to a safe copy: zstd, then age; and the way back.
enum BackupPack {
  private static let piece = 1 << 20

  struct Written {
    let storeDigest: [UInt8]
    let storeBytes: Int64
    let fileDigest: [UInt8]
    let fileBytes: Int64
  }

  /// Reads the store from an open file and writes the copy, which has no name until it is whole.
  static func write(
    _ source: Int32, to path: String, for recipient: AgeRecipient,
    randomBytes: (Int) -> [UInt8]
  ) throws(StoreError) -> Written {
    let file = try AtomicFile(path: path, number: randomBytes(8))
    let sum = Sum()
    let age = try AgeWriter(for: recipient, randomBytes: randomBytes) {
      (bytes) throws(StoreError) in
      sum.add(bytes)
      try file.write(bytes)
    }
    let zstd = try ZstdWriter { (bytes) throws(StoreError) in try age.write(bytes) }
    let plain = Sum()
    try read(source) { (bytes) throws(StoreError) in
      plain.add(bytes)
      try bytes.withBytes { (raw) throws(StoreError) in try zstd.write(raw) }
    }
    try zstd.finish()
    try age.finish()
    try file.commit(mode: 0o640)
    return Written(
      storeDigest: plain.finish(), storeBytes: plain.bytes, fileDigest: sum.finish(),
      fileBytes: sum.bytes)
  }

  /// Opens a copy and hands over the store's bytes; `.backup(.damaged)` unless all of it holds together.
  static func open(
    _ path: String, _ manifest: BackupManifest, as identity: AgeIdentity,
    to sink: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    let source = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw StoreError(fileError: errno, "open a safe copy") }
    defer { close(source) }
    let age = try AgeReader(as: identity) { () throws(StoreError) in
      try next(of: source) ?? []
    }
    let zstd = try ZstdReader()
    let sum = Sum()
    while let sealed = try age.next() {
      try zstd.read(sealed) { (bytes) throws(StoreError) in
        sum.add(bytes)
        try sink(bytes)
      }
    }
    guard zstd.isWhole, sum.bytes == manifest.storeBytes,
      sum.finish().hexadecimal == manifest.storeDigest
    else { throw StoreError(.backup(.damaged)) }
  }

  /// The digest of a file as it stands.
  static func digest(of path: String) throws(StoreError) -> (digest: [UInt8], bytes: Int64) {
    let source = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw StoreError(fileError: errno, "open a safe copy") }
    defer { close(source) }
    let sum = Sum()
    try read(source) { (bytes) throws(StoreError) in sum.add(bytes) }
    return (sum.finish(), sum.bytes)
  }

  static func read(
    _ file: Int32, _ visit: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    while let bytes = try next(of: file) { try visit(bytes) }
  }

  private static func next(of file: Int32) throws(StoreError) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: piece)
    while true {
      let count = Glibc.read(file, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StoreError(fileError: errno, "read a file") }
      return count == 0 ? nil : Array(bytes.prefix(count))
    }
  }

  /// Counts and digests what passes.
  private final class Sum {
    private var hash = SHA256()
    private(set) var bytes: Int64 = 0

    func add(_ piece: [UInt8]) {
      hash.update(piece)
      bytes += Int64(piece.count)
    }

    func finish() -> [UInt8] { hash.finish() }
  }
}

extension [UInt8] {
  /// `withUnsafeBytes` for bodies that throw the store's errors.
  fileprivate func withBytes(
    _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Void
  ) throws(StoreError) {
    let outcome = withUnsafeBytes { bytes -> Result<Void, StoreError> in
      do throws(StoreError) {
        return .success(try body(bytes))
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }
}
