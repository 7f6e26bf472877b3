/// What the keys act on, as a reader of the screen has to be told: where it stands, and which of how many it is.
public struct Focus: Equatable, Sendable {
  /// The row and the columns that say it.
  public var place: Region
  /// All that it is one of.
  public var group: Region
  /// Whether all of them are to be heard, as the fields of a form are, and not one at a time.
  public var isForm = false
  /// From 0.
  public var index: Int
  public var count: Int

  public init(place: Region, group: Region, index: Int, count: Int) {
    self.place = place
    self.group = group
    self.index = index
    self.count = count
  }

  /// Such as `3 de 12`.
  public var position: String { "\(index + 1) de \(count)" }
}

/// A window over the screen.
public struct Panel: Equatable, Sendable {
  public var heading: String
  public var region: Region
}
