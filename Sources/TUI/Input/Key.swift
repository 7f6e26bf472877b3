/// What a person pressed, pasted or clicked.
///
/// `Esc` followed by a digit has already become an F-key here, and an escape sequence that nobody knows nothing at all.
public enum Key: Hashable, Sendable {
  case character(Character)
  case enter, tab, backTab, escape, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// 1 to 12.
  case function(Int)
  /// A letter held with Ctrl, in lower case, or one of the space and `\ ] ^ _`.
  case control(Character)
  /// Pasted text: newlines are `\n`, and there is no other control character but the tab.
  case paste(String)
  case mouse(Mouse)
}

/// A click or a turn of the wheel, at a place of the screen.
public struct Mouse: Hashable, Sendable {
  public var action: Action
  public var position: Position

  public init(_ action: Action, at position: Position) {
    self.action = action
    self.position = position
  }

  public enum Action: Hashable, Sendable { case click, doubleClick, wheelUp, wheelDown }
}
