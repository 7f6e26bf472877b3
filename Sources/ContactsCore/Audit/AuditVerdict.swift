/// What a check of the audit found.
public enum AuditVerdict: Equatable, Sendable {
  /// All of it holds, from the first entry ever or from the last cut on; `entries` counts from the first ever.
  case intact(entries: Int64)
  /// The first entry that was changed, removed or put elsewhere.
  case broken(seq: Int64)
  /// The chain holds together and is not the one that was signed: it differs from `seq` on at the latest, and from an
  /// entry after `after` at the earliest.
  case rewritten(after: Int64, seq: Int64)
  /// The seal of a segment is not ours, or does not join what stands before and after it; its first entry.
  case brokenSeal(segment: Int64, seq: Int64)
  /// The checkpoint itself says nothing about this audit.
  case unusable(CheckpointFault)

  /// Why a checkpoint cannot be checked against.
  public enum CheckpointFault: Equatable, Sendable {
    /// It was changed after it was signed, or never was.
    case badSignature
    /// It is of another centre's audit.
    case otherOrigin
    /// It was signed with a key that this audit never named.
    case unknownKey
    /// Its entry is in a sealed segment, whose file is needed to check it.
    case sealed(segment: Int64)
  }

  public var isIntact: Bool { if case .intact = self { true } else { false } }

  /// The first entry that can be shown to be wrong.
  public var firstBad: Int64? {
    switch self {
    case .broken(let seq), .rewritten(_, let seq), .brokenSeal(_, let seq): seq
    case .intact, .unusable: nil
    }
  }
}
