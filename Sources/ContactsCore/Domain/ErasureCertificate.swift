internal import FoundationEssentials

/// A signed statement that an erasure was concluded: what kinds of datum went, what stayed and under which article, and no
/// datum.
public struct ErasureCertificate: Equatable, Sendable {
  /// Whose store: see `AuditCheckpoint.origin`.
  public let origin: [UInt8]
  public let organization: String
  public let dataProtectionOfficer: String
  public let erasure: UID
  /// Protocol of the request.
  public let request: String
  public let startedAt: Timestamp
  public let concludedAt: Timestamp
  /// `table=rows` of what went.
  public let removed: [String]
  /// `kind;article` of what stayed.
  public let kept: [String]
  public let filesRead: Int
  public let bytesRead: Int64
  /// Number and hash of the newest entry of the audit when it was signed.
  public let auditSeq: Int64
  public let auditRoot: [UInt8]
  public let publicKey: [UInt8]
  public internal(set) var signature: [UInt8] = []

  static let format = "atende.eliminacao.1"

  /// What the signature covers.
  var message: [UInt8] {
    var bytes = CanonicalBytes()
    for text in [
      ErasureCertificate.format, origin.hexadecimal, organization, dataProtectionOfficer,
      erasure.text, request,
    ] { bytes.append(text) }
    bytes.append(startedAt.milliseconds)
    bytes.append(concludedAt.milliseconds)
    bytes.append(removed.joined(separator: "\n"))
    bytes.append(kept.joined(separator: "\n"))
    bytes.append(Int64(filesRead))
    bytes.append(bytesRead)
    bytes.append(auditSeq)
    bytes.append(auditRoot.hexadecimal)
    bytes.append(publicKey.hexadecimal)
    return bytes.bytes
  }

  /// Whether who holds the secret of `publicKey` signed it as it stands.
  public var isSigned: Bool { SigningKey.isValid(signature, of: message, by: publicKey) }

  /// One document of JSON, on one line.
  public var json: String {
    // The encoder fails on numbers that are none; there are none here.
    guard let bytes = try? ErasureCertificate.encoder.encode(Document(self)) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a document; nil for what is no certificate, whoever signed it.
  ///
  /// What is signed are the values: a document that is not written as this one writes them, byte by byte, may show people
  /// something else, and is none.
  public init?(json bytes: [UInt8]) {
    // It came from outside: why it is none is no more than that it is none.
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
      document.formato == ErasureCertificate.format,
      let origin = [UInt8].decoding(hexadecimal: document.origem),
      let erasure = UID(document.eliminacao),
      let startedAt = Timestamp(iso8601: document.iniciada_em),
      let concludedAt = Timestamp(iso8601: document.concluida_em),
      let auditRoot = [UInt8].decoding(hexadecimal: document.auditoria_hash),
      let publicKey = [UInt8].decoding(hexadecimal: document.chave),
      let signature = [UInt8].decoding(hexadecimal: document.assinatura)
    else { return nil }
    self.init(
      origin: origin, organization: document.central,
      dataProtectionOfficer: document.encarregado, erasure: erasure, request: document.pedido,
      startedAt: startedAt, concludedAt: concludedAt, removed: document.removido,
      kept: document.mantido, filesRead: document.arquivos_lidos,
      bytesRead: document.bytes_lidos, auditSeq: document.auditoria_seq, auditRoot: auditRoot,
      publicKey: publicKey, signature: signature)
    let end = bytes.last == UInt8(ascii: "\n") ? 1 : 0
    // The signature covers each list as lines: a value that is none, or more than one, would be read otherwise.
    guard json.utf8.elementsEqual(bytes.dropLast(end)),
      (removed + kept).allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isNewline) })
    else { return nil }
  }

  init(
    origin: [UInt8], organization: String, dataProtectionOfficer: String, erasure: UID,
    request: String, startedAt: Timestamp, concludedAt: Timestamp, removed: [String],
    kept: [String], filesRead: Int, bytesRead: Int64, auditSeq: Int64, auditRoot: [UInt8],
    publicKey: [UInt8], signature: [UInt8] = []
  ) {
    self.origin = origin
    self.organization = organization
    self.dataProtectionOfficer = dataProtectionOfficer
    self.erasure = erasure
    self.request = request
    self.startedAt = startedAt
    self.concludedAt = concludedAt
    self.removed = removed
    self.kept = kept
    self.filesRead = filesRead
    self.bytesRead = bytesRead
    self.auditSeq = auditSeq
    self.auditRoot = auditRoot
    self.publicKey = publicKey
    self.signature = signature
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  // The names are those of the document.
  private struct Document: Codable {
    let formato: String
    let origem: String
    let central: String
    let encarregado: String
    let eliminacao: String
    let pedido: String
    let iniciada_em: String
    let concluida_em: String
    let removido: [String]
    let mantido: [String]
    let arquivos_lidos: Int
    let bytes_lidos: Int64
    let auditoria_seq: Int64
    let auditoria_hash: String
    let chave: String
    let assinatura: String

    init(_ certificate: ErasureCertificate) {
      formato = ErasureCertificate.format
      origem = certificate.origin.hexadecimal
      central = certificate.organization
      encarregado = certificate.dataProtectionOfficer
      eliminacao = certificate.erasure.text
      pedido = certificate.request
      iniciada_em = certificate.startedAt.iso8601
      concluida_em = certificate.concludedAt.iso8601
      removido = certificate.removed
      mantido = certificate.kept
      arquivos_lidos = certificate.filesRead
      bytes_lidos = certificate.bytesRead
      auditoria_seq = certificate.auditSeq
      auditoria_hash = certificate.auditRoot.hexadecimal
      chave = certificate.publicKey.hexadecimal
      assinatura = certificate.signature.hexadecimal
    }
  }
}
