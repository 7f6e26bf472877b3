internal import FoundationEssentials

/// A signed statement of where the chain stood at one moment, to be kept where nobody of this machine can change it.
public struct AuditCheckpoint: Equatable, Sendable {
  /// Whose chain: 16 random bytes that a store got when its keys were made.
  public let origin: [UInt8]
  /// The newest entry.
  public let seq: Int64
  /// Its hash, which stands for all entries up to it.
  public let root: [UInt8]
  public let time: Timestamp
  public let marks: Marks
  public let publicKey: [UInt8]
  public internal(set) var signature: [UInt8] = []

  /// Beginnings of hashes at even distances along the chain: where a chain that was rewritten first differs lies between
  /// two of them.
  public struct Marks: Equatable, Sendable {
    /// The entry before the first distance.
    public let start: Int64
    /// Entries from one mark to the next.
    public let stride: Int64
    /// Four bytes each.
    public let hashes: [[UInt8]]

    static let most: Int64 = 1024
    static let length = 4
    /// More than any centre will ever have, so that no sum of a forged document overflows.
    static let mostEntries: Int64 = 1 << 48

    static func stride(of entries: Int64) -> Int64 { max(1, (entries + most - 1) / most) }

    func seq(of index: Int) -> Int64 { start + stride * Int64(index + 1) }
  }

  static let format = "atende.checkpoint.1"

  /// What the signature covers.
  var message: [UInt8] {
    var bytes = CanonicalBytes()
    bytes.append(AuditCheckpoint.format)
    bytes.append(origin.hexadecimal)
    bytes.append(seq)
    bytes.append(root.hexadecimal)
    bytes.append(time.milliseconds)
    bytes.append(marks.start)
    bytes.append(marks.stride)
    bytes.append(marks.hashes.map(\.hexadecimal).joined())
    bytes.append(publicKey.hexadecimal)
    return bytes.bytes
  }

  /// Whether who holds the secret of `publicKey` signed it as it stands.
  var isSigned: Bool { SigningKey.isValid(signature, of: message, by: publicKey) }
}

// MARK: - As a document

extension AuditCheckpoint {
  /// One line of JSON, whose spaces and order mean nothing: the signature covers what it says, not how it is written.
  public var json: String {
    """
    {"formato": "\(AuditCheckpoint.format)", "origem": "\(origin.hexadecimal)", "seq": \(seq), \
    "raiz": "\(root.hexadecimal)", "quando": "\(time.iso8601)", "marcos": {"inicio": \(marks.start), \
    "passo": \(marks.stride), "resumos": "\(marks.hashes.map(\.hexadecimal).joined())"}, \
    "chave": "\(publicKey.hexadecimal)", "assinatura": "\(signature.hexadecimal)"}
    """
  }

  /// Reads a document; nil for what is no checkpoint, whoever signed it.
  public init?(json bytes: [UInt8]) {
    // It came from outside: why it is none is no more than that it is none.
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
      document.formato == AuditCheckpoint.format,
      let origin = [UInt8].decoding(hexadecimal: document.origem),
      let root = [UInt8].decoding(hexadecimal: document.raiz), root.count == SHA256.length,
      let time = Timestamp(iso8601: document.quando),
      let hashes = [UInt8].decoding(hexadecimal: document.marcos.resumos),
      hashes.count.isMultiple(of: Marks.length), hashes.count / Marks.length <= Marks.most,
      (1...Marks.mostEntries).contains(document.seq),
      (0...document.seq).contains(document.marcos.inicio),
      (1...document.seq).contains(document.marcos.passo),
      let publicKey = [UInt8].decoding(hexadecimal: document.chave),
      let signature = [UInt8].decoding(hexadecimal: document.assinatura)
    else { return nil }
    self.origin = origin
    seq = document.seq
    self.root = root
    self.time = time
    marks = Marks(
      start: document.marcos.inicio, stride: document.marcos.passo,
      hashes: stride(from: 0, to: hashes.count, by: Marks.length).map {
        Array(hashes[$0..<$0 + Marks.length])
      })
    self.publicKey = publicKey
    self.signature = signature
  }

  private struct Document: Decodable {
    let formato: String
    let origem: String
    let seq: Int64
    let raiz: String
    let quando: String
    let marcos: Marcos
    let chave: String
    let assinatura: String

    struct Marcos: Decodable {
      let inicio: Int64
      let passo: Int64
      let resumos: String
    }
  }
}
