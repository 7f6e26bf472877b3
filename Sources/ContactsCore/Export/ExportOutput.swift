internal import Dispatch
internal import Glibc

/// The bytes of a file: gathered here, and hashed and written in pieces, so that none of it stays in memory.
struct ExportOutput {
  var bytes: [UInt8] = []
  private let pen: ExportPen

  private static let piece = 1 << 16

  /// - Parameter pen: What hashes and writes; whoever made it drains it before the file is let go.
  init(_ pen: ExportPen) {
    self.pen = pen
    bytes.reserveCapacity(ExportOutput.piece * 2)
  }

  /// Passes on what was gathered, once it is worth it.
  mutating func flush() throws(StoreError) {
    guard bytes.count >= ExportOutput.piece else { return }
    try pen.write(bytes)
    bytes = []
    bytes.reserveCapacity(ExportOutput.piece * 2)
  }

  /// Writes the rest, and answers the digest of all in hexadecimal.
  mutating func finish() throws(StoreError) -> String {
    defer { bytes = [] }
    return try pen.finish(bytes)
  }
}

/// Hashes and writes pieces on a thread of its own, while the next rows are read from the store.
///
/// Few pieces wait: however slow the disk is, little is read ahead.
final class ExportPen: Sendable {
  private let file: ExportFile?
  private let queue = DispatchQueue(label: "atende.arquivo")
  private let room = DispatchSemaphore(value: 3)
  private let state = Guarded(State())

  private struct State {
    var hash = SHA256()
    var failure: StoreError?
  }

  /// - Parameter file: Where to write; nil where only the digest is wanted.
  init(_ file: ExportFile?) {
    self.file = file
  }

  /// Takes a piece over; waits while too many are still to be written.
  ///
  /// - Throws: What an earlier piece met.
  func write(_ piece: [UInt8]) throws(StoreError) {
    try check()
    room.wait()
    queue.async {
      self.put(piece)
      self.room.signal()
    }
  }

  /// Writes the last piece, waits until all is written, and answers the digest of all in hexadecimal.
  func finish(_ rest: [UInt8]) throws(StoreError) -> String {
    queue.sync { put(rest) }
    try check()
    let whole = state.withLock(\.hash)
    return whole.finish().hexadecimal
  }

  /// Waits until nothing is being written any more.
  func drain() { queue.sync {} }

  private func check() throws(StoreError) {
    if let failure = state.withLock(\.failure) { throw failure }
  }

  /// On the queue alone, and not under the lock: `write` looks for a failure, and would wait for the disk.
  private func put(_ piece: [UInt8]) {
    var (hash, failure) = state.withLock { ($0.hash, $0.failure) }
    guard failure == nil else { return }
    hash.update(piece)
    if let file {
      do throws(StoreError) {
        try ExportPen.write(piece, to: file.descriptor)
      } catch {
        failure = error
      }
    }
    state.withLock { [hash, failure] in $0 = State(hash: hash, failure: failure) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(StoreError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if count >= 0 {
        sent += count
      } else if errno == EPIPE {
        // Who read it went away, as `head` does: that is no failure of a disk.
        throw StoreError(.interrupted)
      } else if errno != EINTR {
        throw StoreError(fileError: errno, "write an export")
      }
    }
  }
}
