internal import FoundationEssentials

/// What a safe copy says of itself in the open: nothing of anybody.
public struct BackupManifest: Equatable, Sendable, Codable {
  /// Name of the file beside it.
  public let file: String
  /// Milliseconds since 1970.
  public let madeAt: Int64
  public let expiresAt: Int64
  /// Whose store: see `AuditCheckpoint.origin`.
  public let origin: String
  /// Last step of the schema.
  public let schema: String
  public let recipient: String
  public let fileDigest: String
  public let fileBytes: Int64
  public let storeDigest: String
  public let storeBytes: Int64
  public let auditSeq: Int64
  public let auditRoot: String
  /// Lines of the ledger of erasures at that moment.
  public let ledgerLines: Int64

  static let format = "atende.copia.1"

  // The names are those of the document.
  enum CodingKeys: String, CodingKey {
    case file = "arquivo"
    case madeAt = "feita_em_ms"
    case expiresAt = "vence_em_ms"
    case origin = "origem"
    case schema = "esquema"
    case recipient = "destinatario"
    case fileDigest = "sha256_arquivo"
    case fileBytes = "bytes_arquivo"
    case storeDigest = "sha256_cadastro"
    case storeBytes = "bytes_cadastro"
    case auditSeq = "auditoria_seq"
    case auditRoot = "auditoria_hash"
    case ledgerLines = "linhas_do_livro"
  }

  public var made: Timestamp { Timestamp(milliseconds: madeAt) }
  public var expires: Timestamp { Timestamp(milliseconds: expiresAt) }

  /// One document of JSON, on one line.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // The encoder fails on numbers that are none; there are none here.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  init?(json bytes: [UInt8]) {
    // A manifest that does not read is none, whatever the decoder would say of it.
    guard let read = try? JSONDecoder().decode(BackupManifest.self, from: Data(bytes)) else {
      return nil
    }
    self = read
  }

  init(
    file: String, madeAt: Timestamp, days: Int, origin: [UInt8], schema: String,
    recipient: AgeRecipient, fileDigest: [UInt8], fileBytes: Int64, storeDigest: [UInt8],
    storeBytes: Int64, audit: (seq: Int64, root: [UInt8]), ledgerLines: Int64
  ) {
    self.file = file
    self.madeAt = madeAt.milliseconds
    expiresAt = madeAt.adding(milliseconds: Int64(days) * 86_400_000).milliseconds
    self.origin = origin.hexadecimal
    self.schema = schema
    self.recipient = recipient.text
    self.fileDigest = fileDigest.hexadecimal
    self.fileBytes = fileBytes
    self.storeDigest = storeDigest.hexadecimal
    self.storeBytes = storeBytes
    auditSeq = audit.seq
    auditRoot = audit.root.hexadecimal
    self.ledgerLines = ledgerLines
  }
}

/// Why a safe copy cannot be made, or cannot be used.
public enum BackupProblem: Equatable, Sendable {
  case noRecipient
  case noFile
  case noManifest
  case damaged
  case wrongKey
  case expired
  /// It is whole, and its term was over on that day.
  case pastTerm(CivilDate)
  case newerSchema
  /// The ledger of erasures at hand is older than the copy.
  case ledgerTooOld
  /// The ledger that was named is not there.
  case ledgerMissing
  /// There is no ledger beside the copy, and nobody has said that there is none.
  case noLedger
  case storeIsThere

  /// In Portuguese, whole.
  public var message: String {
    switch self {
    case .noRecipient:
      "Falta dizer para que chave a cópia é cifrada: `atende backup key --output ARQUIVO` faz uma, e "
        + "`atende config set copia.destinatario age1…` diz outra."
    case .noFile: "O arquivo da cópia não existe: confira o caminho."
    case .noManifest: "Ao lado da cópia falta o manifesto (.json), ou ele não é deste arquivo."
    case .damaged: "A cópia está danificada ou incompleta: nada foi mudado. Use outra."
    case .wrongKey: "Esta chave não abre a cópia: nada foi mudado."
    case .expired:
      "A cópia passou do prazo de guarda: nada foi mudado. Use uma mais nova; `atende backup list` diz até quando cada uma "
        + "vale."
    case .pastTerm(let day):
      "A cópia está inteira, mas venceu em \(day.display) e não pode mais ser restaurada: quem teria de ser esquecido voltaria. "
        + "Faça outra com `atende backup run`; `copia.dias` diz quanto cada uma vale."
    case .newerSchema:
      "A cópia é de uma versão mais nova do atende: atualize o programa. Nada foi mudado."
    case .ledgerTooOld:
      "O livro de eliminações que há é mais antigo que a cópia: indique o mais novo com `--ledger`. Nada "
        + "foi mudado."
    case .ledgerMissing: "O livro de eliminações indicado não existe: nada foi mudado."
    case .noLedger:
      "Ao lado da cópia falta o livro de eliminações (eliminacoes.jsonl): sem ele, quem foi eliminado depois "
        + "dela volta. Indique o mais novo com `--ledger`; se não há nenhum, confirme com `--no-ledger`. "
        + "Nada foi mudado."
    case .storeIsThere:
      "Já há um cadastro nesta pasta: restaure em uma pasta vazia. Nada foi mudado."
    }
  }
}
