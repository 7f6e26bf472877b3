internal import FoundationEssentials
internal import Glibc

/// What was erased, in a file beside the store: whoever puts an older store back does not bring anybody back.
///
/// One line of JSON each, chained by digests and sealed by the store's secret (`LedgerSeal`); only appended to, and on disk before the store commits the same erasure. It names
/// nobody: identifiers, moments, articles, and keyed digests of what must not be registered again unawares.
struct ErasureLedger {
  let path: String

  struct Line: Equatable, Sendable {
    var seq: Int64
    let erasure: UID
    let contact: UID
    /// Records that had become part of this one: an older copy of the store has them on their own.
    var others: [UID] = []
    /// Protocol of the request.
    let request: String
    let time: Timestamp
    /// Kinds of datum that stayed for a time, under a hold.
    let kept: [DatumKind]
    /// See `Suppression`.
    let suppressed: [[UInt8]]
    /// Whether statistics of the person were kept.
    var isAnonymising = false
    var previous = ""
    var hash = ""
    /// See `LedgerSeal`; empty in lines of versions before there were any.
    var seal = ""

    var expectedHash: String {
      var bytes = CanonicalBytes()
      bytes.append(previous)
      bytes.append(seq)
      for text in [erasure.text, contact.text, request] { bytes.append(text) }
      bytes.append(time.milliseconds)
      bytes.append(kept.map(\.rawValue).joined(separator: " "))
      bytes.append(suppressed.map(\.hexadecimal).joined(separator: " "))
      // Lines without are what they were before there were any.
      if !others.isEmpty { bytes.append(others.map(\.text).joined(separator: " ")) }
      if isAnonymising { bytes.append("estatistica") }
      return SHA256.digest(of: bytes.bytes).hexadecimal
    }

    /// Whether two say the same, wherever in their chains they stand.
    func saysTheSame(as other: Line) -> Bool {
      erasure == other.erasure && kept == other.kept && others == other.others
    }

    var json: String {
      let also = others.map(\.text).joined(separator: " ")
      let more =
        (also.isEmpty ? "" : "\"tambem\": \"\(also)\", ")
        + (isAnonymising ? "\"estatistica\": true, " : "")
      return """
        {"seq": \(seq), "eliminacao": "\(erasure.text)", "contato": "\(contact.text)", \
        \(more)"pedido": "\(request)", "quando": \(time.milliseconds), \
        "fica": "\(kept.map(\.rawValue).joined(separator: " "))", \
        "supressao": "\(suppressed.map(\.hexadecimal).joined(separator: " "))", \
        "anterior": "\(previous)", "hash": "\(hash)"\(seal.isEmpty ? "" : ", \"selo\": \"\(seal)\"")}
        """
    }
  }

  /// The bytes of the file, of which a last line that was cut by a crash is none.
  struct Contents {
    var lines: [Line] = []
    var size: Int64 = 0
  }

  /// Reads and checks the whole file; one that is not there is empty.
  ///
  /// - Throws: `.ledgerDamaged` where a whole line is not what was written.
  func read() throws(StoreError) -> Contents {
    var contents = Contents()
    let bytes = try readBytes()
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      guard let line = Line(json: Array(bytes[start..<end])), line.hash == line.expectedHash,
        line.seq == (contents.lines.last?.seq ?? 0) + 1,
        line.previous == contents.lines.last?.hash ?? ""
      else { throw StoreError(.ledgerDamaged(line: Int64(contents.lines.count + 1))) }
      contents.lines.append(line)
      start = end + 1
    }
    contents.size = Int64(start)
    return contents
  }

  /// Bytes of the file now; 0 where there is none.
  var size: Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Appends a line, sealed, waits until it is on disk, and answers it with the file's new size.
  ///
  /// The caller has passed the turnstile, so nobody else writes.
  func append(
    _ line: Line, after contents: Contents, sealedBy seal: LedgerSeal
  ) throws(StoreError) -> Contents {
    var line = line
    line.seq = (contents.lines.last?.seq ?? 0) + 1
    line.previous = contents.lines.last?.hash ?? ""
    line.hash = line.expectedHash
    line.seal = seal.mark(line)
    let isNew = size == 0
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
    guard file >= 0 else { throw StoreError(fileError: errno, "open the ledger") }
    defer { close(file) }
    // What umask took away; refused, and needless, for a file that another account has made.
    _ = fchmod(file, 0o660)
    let bytes = Array("\(line.json)\n".utf8)
    // What a crash left of an earlier line goes first.
    guard ftruncate(file, off_t(contents.size)) == 0,
      pwrite(file, bytes, bytes.count, off_t(contents.size)) == bytes.count, fsync(file) == 0
    else {
      let code = errno
      _ = ftruncate(file, off_t(contents.size))
      throw StoreError(fileError: code == 0 ? ENOSPC : code, "write the ledger")
    }
    if isNew { try synchroniseFolder() }
    var grown = contents
    grown.lines.append(line)
    grown.size += Int64(bytes.count)
    return grown
  }

  private func synchroniseFolder() throws(StoreError) {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let handle = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw StoreError(fileError: errno, "open a folder") }
    defer { close(handle) }
    guard fsync(handle) == 0 || errno == EINVAL else {
      throw StoreError(fileError: errno, "synchronise a folder")
    }
  }

  /// Whether these are its bytes.
  func isWritten(as text: String) throws(StoreError) -> Bool {
    try readBytes().elementsEqual(text.utf8)
  }

  private func readBytes() throws(StoreError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else {
      if errno == ENOENT { return [] }
      throw StoreError(fileError: errno, "open the ledger")
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StoreError(fileError: errno, "read the ledger") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

extension ErasureLedger.Line {
  init?(json bytes: [UInt8]) {
    // A line that does not read is a damaged one, whatever the decoder would say of it.
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
      let erasure = UID(document.eliminacao), let contact = UID(document.contato)
    else { return nil }
    let others = (document.tambem ?? "").split(separator: " ").map { UID(String($0)) }
    let digests = document.supressao.split(separator: " ").map { [UInt8].decoding(hexadecimal: $0) }
    let kept = document.fica.split(separator: " ").map { DatumKind(rawValue: String($0)) }
    guard !digests.contains(nil), !kept.contains(nil), !others.contains(nil) else { return nil }
    self.init(
      seq: document.seq, erasure: erasure, contact: contact, others: others.compactMap(\.self),
      request: document.pedido, time: Timestamp(milliseconds: document.quando),
      kept: kept.compactMap(\.self),
      suppressed: digests.compactMap(\.self), isAnonymising: document.estatistica ?? false,
      previous: document.anterior, hash: document.hash, seal: document.selo ?? "")
  }

  private struct Document: Decodable {
    let seq: Int64
    let eliminacao: String
    let contato: String
    let tambem: String?
    let estatistica: Bool?
    let pedido: String
    let quando: Int64
    let fica: String
    let supressao: String
    let anterior: String
    let hash: String
    let selo: String?
  }
}
