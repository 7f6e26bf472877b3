/// Which row of a list is selected, and which is the first on screen.
public struct ListState: Equatable, Sendable {
  public private(set) var selection = 0
  public private(set) var first = 0
  public private(set) var count: Int

  public init(count: Int = 0) {
    self.count = count
  }

  /// Says how many rows there are now; the selection stays where it can.
  public mutating func setCount(_ count: Int) {
    self.count = count
    select(selection)
  }

  public mutating func select(_ index: Int) {
    selection = max(0, min(index, count - 1))
  }

  public mutating func move(by rows: Int) {
    select(selection + rows)
  }

  /// Keeps the selection on a screen of so many rows.
  public mutating func scroll(toShow rows: Int) {
    guard rows > 0 else { return }
    if selection < first { first = selection }
    if selection >= first + rows { first = selection - rows + 1 }
    first = max(0, min(first, count - rows))
  }

  /// The rows that a screen of so many shows, after scrolling to the selection.
  public func visible(rows: Int) -> Range<Int> {
    guard rows > 0 else { return 0..<0 }
    var scrolled = self
    scrolled.scroll(toShow: rows)
    return scrolled.first..<min(count, scrolled.first + rows)
  }

  /// Moves by a key of a list; false for any other key.
  ///
  /// - Parameters:
  ///   - key: What was pressed.
  ///   - page: How many rows a page has.
  ///   - letters: Whether `j k g G` move too: only where no text is typed.
  /// - Returns: Whether the key was one of a list's.
  public mutating func handle(_ key: Key, page: Int, letters: Bool) -> Bool {
    switch key {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -max(1, page - 1))
    case .pageDown: move(by: max(1, page - 1))
    case .home: select(0)
    case .end: select(count - 1)
    case .character(let letter) where letters:
      switch letter {
      case "j", "J": move(by: 1)
      case "k", "K": move(by: -1)
      case "g": select(0)
      case "G": select(count - 1)
      default: return false
      }
    case .mouse(let mouse) where mouse.action == .wheelUp: move(by: -3)
    case .mouse(let mouse) where mouse.action == .wheelDown: move(by: 3)
    default: return false
    }
    return true
  }
}
