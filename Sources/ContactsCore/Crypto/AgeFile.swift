internal import CSodium

/// Writes a file of the age format for one recipient: `age -d` opens it anywhere.
final class AgeWriter {
  private let key: [UInt8]
  private var number: UInt64 = 0
  private var pending: [UInt8] = []
  private let emit: ([UInt8]) throws(StoreError) -> Void

  /// Begins a file by emitting its header.
  init(
    for recipient: AgeRecipient, randomBytes: (Int) -> [UInt8],
    emit: @escaping ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    let fileKey = randomBytes(AgeFormat.keyLength)
    guard let ephemeral = AgeIdentity(seed: randomBytes(32)),
      let wrapping = AgeFormat.wrapping(
        secret: ephemeral.secretKey, point: recipient.publicKey,
        share: ephemeral.recipient.publicKey, recipient: recipient)
    else { throw StoreError(.internal, detail: "a key of X25519 gives no secret") }
    let zeros = [UInt8](repeating: 0, count: 12)
    let wrapped = AgeFormat.seal(fileKey, nonce: zeros, key: wrapping)
    let header =
      AgeFormat.intro + "-> X25519 \(AgeFormat.base64(ephemeral.recipient.publicKey))\n"
      + "\(AgeFormat.base64(wrapped))\n---"
    let seal = KeyedHash.authenticate(
      Array(header.utf8), key: AgeFormat.derive(fileKey, salt: [], info: "header"))
    let nonce = randomBytes(AgeFormat.nonceLength)
    key = AgeFormat.derive(fileKey, salt: nonce, info: "payload")
    self.emit = emit
    try emit(Array("\(header) \(AgeFormat.base64(seal))\n".utf8) + nonce)
  }

  func write(_ bytes: some Sequence<UInt8>) throws(StoreError) {
    pending.append(contentsOf: bytes)
    // The last piece is marked, so a whole one waits until it is known whether more comes.
    while pending.count > AgeFormat.piece {
      try send(Array(pending[..<AgeFormat.piece]), isLast: false)
      pending.removeSubrange(..<AgeFormat.piece)
    }
  }

  func finish() throws(StoreError) {
    try send(pending, isLast: true)
    pending = []
  }

  private func send(_ plain: [UInt8], isLast: Bool) throws(StoreError) {
    try emit(
      AgeFormat.seal(plain, nonce: AgeFormat.nonce(number, isLast: isLast), key: key))
    number += 1
  }
}

/// Opens a file of the age format, piece by piece; what was changed, cut or is for somebody else is `.backup`.
final class AgeReader {
  private let key: [UInt8]
  private var number: UInt64 = 0
  private var pending: [UInt8]
  private var isDone = false
  private let read: () throws(StoreError) -> [UInt8]

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - identity: The secret.
  ///   - read: Some more bytes of the file; none at its end.
  /// - Throws: `.backup(.wrongKey)` for what is for another recipient, `.backup(.damaged)` for what is no such file.
  init(
    as identity: AgeIdentity, read: @escaping () throws(StoreError) -> [UInt8]
  ) throws(StoreError) {
    self.read = read
    var bytes: [UInt8] = []
    var lines: [String] = []
    while lines.last?.hasPrefix("--- ") != true {
      guard let end = bytes.firstIndex(of: 0x0a) else {
        let more = try read()
        guard !more.isEmpty, bytes.count < 1 << 16 else { throw StoreError(.backup(.damaged)) }
        bytes += more
        continue
      }
      lines.append(String(decoding: bytes[..<end], as: UTF8.self))
      bytes.removeSubrange(...end)
      guard lines.count < 100 else { throw StoreError(.backup(.damaged)) }
    }
    guard lines.count >= 4, lines[0] + "\n" == AgeFormat.intro else {
      throw StoreError(.backup(.damaged))
    }
    guard let fileKey = AgeReader.fileKey(lines, identity) else {
      throw StoreError(.backup(.wrongKey))
    }
    let header = lines.dropLast().joined(separator: "\n") + "\n---"
    let seal = KeyedHash.authenticate(
      Array(header.utf8), key: AgeFormat.derive(fileKey, salt: [], info: "header"))
    guard AgeFormat.decode(base64: lines[lines.count - 1].dropFirst(4)) == seal else {
      throw StoreError(.backup(.damaged))
    }
    while bytes.count < AgeFormat.nonceLength {
      let more = try read()
      guard !more.isEmpty else { throw StoreError(.backup(.damaged)) }
      bytes += more
    }
    key = AgeFormat.derive(
      fileKey, salt: Array(bytes[..<AgeFormat.nonceLength]), info: "payload")
    pending = Array(bytes[AgeFormat.nonceLength...])
  }

  private static func fileKey(_ lines: [String], _ identity: AgeIdentity) -> [UInt8]? {
    for (index, line) in lines.enumerated() where line.hasPrefix("-> X25519 ") {
      guard let share = AgeFormat.decode(base64: line.dropFirst(10)), share.count == 32,
        index + 1 < lines.count, let wrapped = AgeFormat.decode(base64: lines[index + 1]),
        let wrapping = AgeFormat.wrapping(
          secret: identity.secretKey, point: share, share: share, recipient: identity.recipient)
      else { continue }
      let zeros = [UInt8](repeating: 0, count: 12)
      if let key = AgeFormat.open(wrapped, nonce: zeros, key: wrapping),
        key.count == AgeFormat.keyLength
      {
        return key
      }
    }
    return nil
  }

  /// The next plain bytes; nil after the last.
  func next() throws(StoreError) -> [UInt8]? {
    guard !isDone else { return nil }
    let whole = AgeFormat.piece + AgeFormat.tag
    while pending.count <= whole {
      let more = try read()
      if more.isEmpty { break }
      pending += more
    }
    let isLast = pending.count <= whole
    let sealed = Array(pending.prefix(whole))
    guard
      let plain = AgeFormat.open(
        sealed, nonce: AgeFormat.nonce(number, isLast: isLast), key: key)
    else { throw StoreError(.backup(.damaged)) }
    pending.removeSubrange(..<sealed.count)
    number += 1
    isDone = isLast
    return plain
  }
}
