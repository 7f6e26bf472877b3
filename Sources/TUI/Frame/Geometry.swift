/// A number of rows and columns.
public struct Size: Hashable, Sendable {
  public var rows: Int
  public var columns: Int

  public init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }
}

/// A place on the screen, counted from the upper left corner.
public struct Position: Hashable, Sendable {
  public var row: Int
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A rectangle of the screen; screens divide one and draw into the parts.
public struct Region: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public var rows: Int
  public var columns: Int

  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// The whole of a screen.
  public init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  /// The row after the last.
  public var endRow: Int { row + rows }
  /// The column after the last.
  public var endColumn: Int { column + columns }

  public func contains(_ position: Position) -> Bool {
    (row..<endRow).contains(position.row) && (column..<endColumn).contains(position.column)
  }

  /// The first rows; fewer when there are fewer.
  public func top(_ count: Int) -> Region {
    Region(row: row, column: column, rows: min(count, rows), columns: columns)
  }

  /// The last rows; fewer when there are fewer.
  public func bottom(_ count: Int) -> Region {
    let kept = min(max(0, count), rows)
    return Region(row: endRow - kept, column: column, rows: kept, columns: columns)
  }

  /// The first columns; fewer when there are fewer.
  public func left(_ count: Int) -> Region {
    Region(row: row, column: column, rows: rows, columns: min(count, columns))
  }

  /// The last columns; fewer when there are fewer.
  public func right(_ count: Int) -> Region {
    let kept = min(max(0, count), columns)
    return Region(row: row, column: endColumn - kept, rows: rows, columns: kept)
  }

  /// What is left without so many rows and columns at each edge.
  public func inset(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) -> Region {
    Region(
      row: row + min(top, rows), column: column + min(left, columns),
      rows: rows - top - bottom, columns: columns - left - right)
  }

  /// A region of a given size in the middle; no larger than this one.
  public func centered(rows wantedRows: Int, columns wantedColumns: Int) -> Region {
    let height = min(wantedRows, rows)
    let width = min(wantedColumns, columns)
    return Region(
      row: row + (rows - height) / 2, column: column + (columns - width) / 2, rows: height,
      columns: width)
  }
}
