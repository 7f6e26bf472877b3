/// What a piece of the screen is; the palette alone knows how that looks.
public enum Style: UInt8, Hashable, Sendable, CaseIterable {
  case normal
  /// The row at the top: screen, centre, user.
  case title
  /// A heading of a pane or a table.
  case heading
  /// The row of a list that the keys act on.
  case selection
  /// What may be typed into.
  case field
  /// What the keys are typed into.
  case focusedField
  /// The name of a field.
  case label
  /// What matters less.
  case muted
  case warning
  case error
  case success
  /// The part of a note that a value comes from.
  case highlight
  /// A key in the row of keys.
  case key
  /// Lines between panes.
  case border
  /// A value that the model proposed.
  case suggestion

  /// The letter that stands for it in a golden screen; a space for `normal`.
  public var mark: Character {
    switch self {
    case .normal: " "
    case .title: "t"
    case .heading: "h"
    case .selection: "s"
    case .field: "f"
    case .focusedField: "F"
    case .label: "l"
    case .muted: "m"
    case .warning: "w"
    case .error: "e"
    case .success: "g"
    case .highlight: "H"
    case .key: "k"
    case .border: "b"
    case .suggestion: "i"
    }
  }
}

/// What a terminal without colours can still do with a character.
public struct Marks: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let bold = Marks(rawValue: 1)
  public static let reverse = Marks(rawValue: 2)
  public static let underline = Marks(rawValue: 4)
  public static let dim = Marks(rawValue: 8)
}

extension Style {
  /// The marks of a style: alone where there are no colours, beside them where there are.
  public func marks(hasColours: Bool) -> Marks {
    switch self {
    case .normal, .border, .label: []
    case .suggestion: hasColours ? [] : .bold
    case .title: hasColours ? .bold : .reverse
    case .heading, .warning, .success, .key: .bold
    case .selection: .reverse
    case .field: .underline
    case .focusedField: hasColours ? .bold : .reverse
    case .muted: hasColours ? [] : .dim
    case .error: hasColours ? .bold : [.bold, .reverse]
    case .highlight: hasColours ? .bold : [.bold, .underline]
    }
  }
}
