/// How a file that is imported is read.
public enum ImportFormat: String, Sendable, CaseIterable {
  case csv, json
  case vCard = "vcf"

  /// By the file's name.
  public init(of name: String) {
    let name = name.lowercased()
    self =
      if [".json", ".jsonl", ".ndjson"].contains(where: { name.hasSuffix($0) }) {
        .json
      } else if [".vcf", ".vcard"].contains(where: { name.hasSuffix($0) }) {
        .vCard
      } else {
        .csv
      }
  }

  /// What the queue calls the texts of such a file.
  public var origin: QueueBatch.Origin { self == .json ? .json : .csv }
}
