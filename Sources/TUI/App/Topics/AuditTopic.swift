public import ContactsCore

/// What **Auditoria** asks of the outside world.
public enum AuditEffect: Equatable, Sendable {
  /// Newest first; that it was read is in the audit before the answer.
  case list(AuditFilter, before: Int64?, RequestID)
  /// Reads the whole chain, and tells now and then how far it is.
  case verify(RequestID)
  case cancelVerify
  case checkpoint(RequestID)
  case export(AuditFilter, path: String, RequestID)

  /// Whether the end of the program waits for it.
  var changesTheStore: Bool {
    switch self {
    case .export: true
    case .list, .verify, .cancelVerify, .checkpoint: false
    }
  }
}

/// What has become of what **Auditoria** asked.
public enum AuditMessage: Equatable, Sendable {
  case listed(RequestID, Result<[AuditEntry], Failure>)
  case verifying(RequestID, done: Int64, of: Int64)
  case verified(RequestID, Result<AuditFinding, Failure>)
  case checkpointed(RequestID, Result<CheckpointGlance, Failure>)
  /// With the number of entries.
  case exported(RequestID, Result<Int, Failure>)

  /// What went wrong, if anything did.
  var failure: Failure? {
    switch self {
    case .listed(_, let result): result.failure
    case .verifying: nil
    case .verified(_, let result): result.failure
    case .checkpointed(_, let result): result.failure
    case .exported(_, let result): result.failure
    }
  }
}

/// What a check of the audit came to, in words.
public struct AuditFinding: Equatable, Sendable {
  public var isIntact: Bool
  /// A sentence in Portuguese; names the first bad entry when there is one.
  public var sentence: String

  public init(isIntact: Bool, sentence: String) {
    self.isIntact = isIntact
    self.sentence = sentence
  }
}

/// A signed statement of where the audit stood, as a screen can show it.
public struct CheckpointGlance: Equatable, Sendable {
  public var seq: Int64
  public var time: Timestamp
  /// The hash of that entry, which stands for all before it.
  public var root: [UInt8]
  public var publicKey: [UInt8]

  public init(seq: Int64, time: Timestamp, root: [UInt8], publicKey: [UInt8]) {
    self.seq = seq
    self.time = time
    self.root = root
    self.publicKey = publicKey
  }
}
