/// A part of the chain that was exported to a file, sealed, and then removed from the store.
public struct AuditSegment: Equatable, Sendable {
  /// From 1, without gaps.
  public let number: Int64
  public let first: Int64
  public let last: Int64
  /// What stands in `previous` of the first entry.
  public let firstPrevious: [UInt8]
  public let lastHash: [UInt8]
  /// Name of the file in the archive.
  public let file: String
  public let fileDigest: [UInt8]
  /// Of the keys that were named up to the last entry.
  let keysDigest: [UInt8]
  public let sealedAt: Timestamp
  public let sealedBy: String
  public let publicKey: [UInt8]
  var signature: [UInt8] = []

  public var entries: Int64 { last - first + 1 }

  /// Entries of one segment, so that removing them holds up nobody for long.
  static let mostEntries: Int64 = 20_000

  static func name(of number: Int64) -> String {
    "segmento-\(String(repeating: "0", count: max(0, 6 - String(number).count)))\(number).jsonl"
  }

  /// What the signature covers.
  var message: [UInt8] {
    var bytes = CanonicalBytes()
    bytes.append("atende.segmento.1")
    for number in [number, first, last] { bytes.append(number) }
    bytes.append(firstPrevious.hexadecimal)
    bytes.append(lastHash.hexadecimal)
    bytes.append(file)
    bytes.append(fileDigest.hexadecimal)
    bytes.append(keysDigest.hexadecimal)
    bytes.append(sealedAt.milliseconds)
    bytes.append(sealedBy)
    bytes.append(publicKey.hexadecimal)
    return bytes.bytes
  }

  var isSigned: Bool { SigningKey.isValid(signature, of: message, by: publicKey) }
}

/// What the check of a segment's file found.
public enum SegmentVerdict: Equatable, Sendable {
  case intact(AuditSegment)
  /// No seal is of this file.
  case unknown
  /// The first entry of the file that does not fit, or that is missing.
  case broken(segment: Int64, seq: Int64)
  /// Every entry fits, and yet the file is not the one that was sealed, byte for byte.
  case altered(segment: Int64)
  /// The seal itself does not hold.
  case brokenSeal(segment: Int64)
}
