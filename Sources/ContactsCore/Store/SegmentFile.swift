internal import Glibc

/// A file of sealed entries, read line by line in the memory of one.
struct SegmentFile {
  private let path: String

  /// Nil for what is not there or cannot be read.
  init?(path: String) {
    guard access(path, R_OK) == 0 else { return nil }
    self.path = path
  }

  /// The first entry of the file that can be read at all.
  var first: AuditEntry? {
    var found: AuditEntry?
    read { line in
      found = AuditLine(json: line)?.entry
      return found == nil
    }
    return found
  }

  /// The hash of one entry, as the file has it.
  func hash(of seq: Int64) -> [UInt8]? {
    var hash: [UInt8]?
    read { line in
      guard let entry = AuditLine(json: line)?.entry, entry.seq == seq else { return true }
      hash = entry.hash
      return false
    }
    return hash
  }

  var digest: [UInt8] {
    var digest = SHA256()
    read(bytes: { digest.update($0) })
    return digest.finish()
  }

  /// All its entries, oldest first; nil unless the file is the one that was sealed.
  func entries(of segment: AuditSegment) -> [AuditEntry]? {
    guard digest == segment.fileDigest else { return nil }
    var entries: [AuditEntry] = []
    entries.reserveCapacity(Int(segment.entries))
    read { line in
      if let entry = AuditLine(json: line)?.entry { entries.append(entry) }
      return true
    }
    return entries.count == Int(segment.entries) ? entries : nil
  }

  /// Computes the chain of the file again, from the entry before it to the last that its seal names.
  func check(_ segment: AuditSegment) -> SegmentVerdict {
    guard segment.isSigned else { return .brokenSeal(segment: segment.number) }
    var link = AuditTrail.Link(seq: segment.first - 1, hash: segment.firstPrevious)
    var isBroken = false
    read { line in
      guard let entry = AuditLine(json: line)?.entry, entry.seq == link.seq + 1,
        entry.seq <= segment.last, entry.previous == link.hash, entry.hash == entry.expectedHash
      else {
        isBroken = true
        return false
      }
      link = AuditTrail.Link(seq: entry.seq, hash: entry.hash)
      return true
    }
    if isBroken || link.seq < segment.last {
      return .broken(segment: segment.number, seq: link.seq + 1)
    }
    guard link.hash == segment.lastHash else {
      return .broken(segment: segment.number, seq: segment.last)
    }
    return digest == segment.fileDigest ? .intact(segment) : .altered(segment: segment.number)
  }

  /// Hands over each line until `visit` says that it has seen enough.
  private func read(line visit: (ArraySlice<UInt8>) -> Bool) {
    var rest: [UInt8] = []
    var goesOn = true
    read(bytes: { piece in
      guard goesOn else { return }
      rest.append(contentsOf: piece)
      var start = rest.startIndex
      while goesOn, let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        goesOn = visit(rest[start..<end])
        start = end + 1
      }
      rest.removeSubrange(..<start)
    })
    if goesOn, !rest.isEmpty { _ = visit(rest[...]) }
  }

  private func read(bytes visit: (UnsafeRawBufferPointer) -> Void) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      buffer.withUnsafeBytes { visit(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
