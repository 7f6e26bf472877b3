/// What was done, in the words of the audit.
public enum AuditAction: String, Sendable, CaseIterable {
  case create = "CREATE"
  case read = "READ"
  case search = "SEARCH"
  case update = "UPDATE"
  case delete = "DELETE"
  case export = "EXPORT"
  case login = "LOGIN"
  case refused = "REFUSED"
  case config = "CONFIG"
}

/// What it was done to.
public enum AuditEntity: String, Sendable, CaseIterable {
  case contact = "contato"
  case interaction = "atendimento"
  case draft = "rascunho"
  case search = "busca"
  case audit = "auditoria"
  case settings = "configuracao"
  case user = "usuario"
  case session = "sessao"
}

public enum AuditOutcome: String, Sendable {
  case done = "ok"
  case refused = "recusado"
}

/// One line of the audit, as it stands in the store.
public struct AuditEntry: Equatable, Sendable {
  /// From 1, without gaps.
  public let seq: Int64
  public let time: Timestamp
  /// Login in the store.
  public let actor: String
  public let systemUserID: UInt32
  /// Roles held at that moment, in alphabetical order, separated by spaces.
  public let roles: String
  public let session: String
  public let terminal: String
  /// An `AuditAction`, or what a later version wrote.
  public let action: String
  public let entity: String
  /// The pseudonym of the person concerned: nobody can compute it once the person's salt is gone.
  public let subject: String?
  /// Names of the fields concerned, never their values, separated by spaces.
  public let fields: String
  public let reason: String?
  public let outcome: String
  /// SHA-256, 32 bytes, of the entry before; zeros before the first.
  public let previous: [UInt8]
  /// SHA-256, 32 bytes, of `previous` and `canonicalBytes`.
  public let hash: [UInt8]

  /// What the hash covers, so that no two different entries have the same bytes.
  ///
  /// Thirteen fields in the order of the columns. A number is 8 bytes, the most significant first. A text is the number of
  /// its UTF-8 bytes in 4 bytes, the most significant first, and then those bytes; an absent text is four bytes of 0xff.
  var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ number: Int64) {
      for shift in stride(from: Int64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    func append(_ text: String?) {
      guard let text else {
        bytes += [0xff, 0xff, 0xff, 0xff]
        return
      }
      let count = text.utf8.count
      for shift in stride(from: 24, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: count >> shift))
      }
      bytes += Array(text.utf8)
    }
    append(seq)
    append(time.milliseconds)
    append(actor)
    append(Int64(systemUserID))
    append(roles)
    append(session)
    append(terminal)
    append(action)
    append(entity)
    append(subject)
    append(fields)
    append(reason)
    append(outcome)
    return bytes
  }

  /// What `hash` must be.
  var expectedHash: [UInt8] {
    var digest = SHA256()
    digest.update(previous)
    digest.update(canonicalBytes)
    return digest.finish()
  }
}

/// What a check of the whole chain found.
public enum AuditVerdict: Equatable, Sendable {
  case intact(entries: Int64)
  /// The first entry that was changed, removed or put elsewhere.
  case broken(seq: Int64)
}
