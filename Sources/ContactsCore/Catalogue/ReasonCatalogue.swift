/// The reasons a new store begins with.
public enum ReasonCatalogue {
  public static let initial: [Reason] = EmbeddedFile.reasons.text
    .split(separator: "\n").dropFirst()
    .compactMap { line in
      let columns = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      guard columns.count == 3 else { return nil }
      return Reason(
        code: columns[0], name: columns[1], cues: columns[2].split(separator: ",").map(String.init))
    }
}
