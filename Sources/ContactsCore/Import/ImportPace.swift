/// How many rows of a file are saved in one transaction.
///
/// Each takes the pages it touches to the disk, and the indexes are touched all over: more rows in one are fewer pages a row.
/// But who saves at a desk meanwhile waits for what is to be written by then, so the rows grow only while nobody waits:
/// doubled until somebody does, then the least and a little more each time, as TCP finds its pace (RFC 5681).
public struct ImportPace: Sendable {
  /// Rows of the next transaction.
  public private(set) var rows = 250
  private var isShared = false

  private static let least = 100
  private static let most = 1000
  private static let step = 50

  public init() {}

  /// Takes note of a batch that was saved.
  ///
  /// - Parameter turns: In how many transactions; one ends before its rows do as soon as another program waits.
  public mutating func hasSaved(inTurns turns: Int) {
    if turns > 1 {
      isShared = true
      rows = ImportPace.least
    } else {
      rows = min(ImportPace.most, isShared ? rows + ImportPace.step : rows * 2)
    }
  }
}
