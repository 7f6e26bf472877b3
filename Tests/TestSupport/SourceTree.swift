/// Where the sources of this package lie, for tests that compare a page or a list with them.
public enum SourceTree {
  public static let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
}
