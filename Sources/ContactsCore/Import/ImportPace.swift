/// How many rows of a file are saved in one transaction.
///
/// Each takes the pages it touches to the disk, and the indexes are touched all over: more rows in one are fewer pages a row.
/// But who saves at a desk meanwhile waits for what is to be written by then, so the rows grow only until somebody waits,
/// and from then on they stay few to the end of the file.
public struct ImportPace: Sendable {
  /// Rows of the next transaction.
  public private(set) var rows = few
  /// Whether somebody has waited to save since the import began.
  public private(set) var isShared = false

  /// Bytes of a file that are taken at a time at most, whatever the rows: three such pieces are in memory at once.
  public static let bytes = 1 << 20

  private static let least = 100
  private static let few = 250
  private static let most = 500
  private static let step = 50

  public init() {}

  /// Takes note of rows that were saved.
  ///
  /// - Parameter isAwaited: Whether a transaction ended early, because another program waited to save.
  public mutating func hasSaved(isAwaited: Bool) {
    if isAwaited {
      isShared = true
      rows = ImportPace.least
    } else if isShared {
      rows = min(ImportPace.few, rows + ImportPace.step)
    } else {
      rows = ImportPace.most
    }
  }
}
