/// Reads what is exported, on a thread and a connection of its own: one steady view of the store from the count to the
/// last row, however long it takes, while everybody else goes on.
actor Exporter {
  private let executor = QueueExecutor(label: "atende.exporter")
  private let connection: Connection

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Rows between two looks at whether it should stop.
  private static let stretch = 256

  init(path: String) throws(StoreError) {
    connection = try Connection(path: path, access: .reading)
  }

  /// Begins the view, and counts.
  func begin(_ request: ExportRequest, login: String) throws(StoreError) -> (
    ExportQuery, ExportCounts
  ) {
    try connection.run(connection.dialect.begin(.reading))
    let query = try ExportQuery(request.filter, login: login, in: connection)
    return (query, try query.counts(in: connection, of: request.contents))
  }

  func end() throws(StoreError) {
    try connection.close(checkpointing: false)
  }

  /// Writes the file's contents and answers their digest.
  func write(
    _ about: ExportAbout, _ query: ExportQuery, to file: ExportFile,
    progress: @escaping @Sendable (ExportProgress) -> Void
  ) throws(StoreError) -> String {
    let covering = Covering(
      isMasked: about.request.isMasked, database: connection, today: about.moment.local.date)
    let pen = ExportPen(file)
    // Whatever happens: the file is not let go while the pen writes to it.
    defer { pen.drain() }
    let output = ExportOutput(pen)
    var meter = Meter(progress)
    switch about.request.format {
    case .csv: return try writeCSV(about, query, output, covering, &meter)
    case .vCard:
      meter.total = about.counts.contacts
      var cards = VCardExport(output, covering: covering)
      try connection.scan(query.contacts(in: connection.dialect)) { (row) throws(StoreError) in
        try cards.contact(row)
        try meter.step()
      }
      return try cards.output.finish()
    case .json: return try writeJSON(about, query, output, covering, &meter)
    case .workbook:
      return try WorkbookExport(about, file: file, database: connection).write(
        query, covering, &meter)
    }
  }

  private func writeCSV(
    _ about: ExportAbout, _ query: ExportQuery, _ output: ExportOutput, _ covering: Covering,
    _ meter: inout Meter
  ) throws(StoreError) -> String {
    let isOfContacts = about.request.table == .contacts
    meter.total = isOfContacts ? about.counts.contacts : about.counts.interactions
    var sink = try CSVSink(
      output, columns: isOfContacts ? ContactsSheet.columns : InteractionsSheet.columns,
      marksByteOrder: about.request.marksByteOrder)
    let dialect = connection.dialect
    let rows = isOfContacts ? query.contacts(in: dialect) : query.interactions(in: dialect)
    try connection.scan(rows) { (row) throws(StoreError) in
      if isOfContacts {
        try ContactsSheet.write(row, covering, to: &sink)
      } else {
        try InteractionsSheet.write(row, covering, to: &sink)
      }
      try meter.step()
    }
    return try sink.output.finish()
  }

  /// Walks people, interactions, consents and callbacks side by side, all in the order of people.
  private func writeJSON(
    _ about: ExportAbout, _ query: ExportQuery, _ output: ExportOutput, _ covering: Covering,
    _ meter: inout Meter
  ) throws(StoreError) -> String {
    meter.total = about.counts.contacts
    var json = JSONExport(output, covering: covering, asLines: about.request.asLines)
    json.begin(about)
    var interactions = Follower(
      try connection.cursor(query.interactionsByContact(in: connection.dialect)))
    var consents = Follower(try connection.cursor(query.consents))
    var callbacks = Follower(try connection.cursor(query.callbacks))
    try connection.scan(query.contacts(in: connection.dialect)) { (row) throws(StoreError) in
      let id = row.integer(ContactColumn.id) ?? 0
      try json.beginContact(row)
      try interactions.follow(id) { (row, isFirst) throws(StoreError) in
        try json.interaction(row, isFirst: isFirst)
      }
      json.beginConsents()
      try consents.follow(id) { (row, isFirst) throws(StoreError) in
        json.consent(row, isFirst: isFirst)
      }
      json.beginCallbacks()
      try callbacks.follow(id) { (row, isFirst) throws(StoreError) in
        try json.callback(row, isFirst: isFirst)
      }
      try json.endContact()
      try meter.step()
    }
    json.end()
    return try json.output.finish()
  }

  /// Counts rows, tells how far it is, and ends with `.interrupted` when its task was cancelled.
  struct Meter {
    var total = 0
    private(set) var done = 0
    let tell: @Sendable (ExportProgress) -> Void

    init(_ tell: @escaping @Sendable (ExportProgress) -> Void) {
      self.tell = tell
    }

    mutating func step() throws(StoreError) {
      done += 1
      if done % Exporter.stretch == 0 { try stop() }
    }

    func stop() throws(StoreError) {
      if Task.isCancelled { throw StoreError(.interrupted) }
      tell(.writing(done, of: total))
    }
  }
}

/// An answer in the order of people, walked beside theirs: its first column is the person's number.
private struct Follower {
  private let cursor: any RowCursor
  private var row: LentRow?
  private var hasBegun = false

  init(_ cursor: any RowCursor) {
    self.cursor = cursor
  }

  /// Visits the rows of one person, and passes by those of people before.
  mutating func follow(
    _ contact: Int64, _ visit: (LentRow, Bool) throws(StoreError) -> Void
  ) throws(StoreError) {
    if !hasBegun {
      row = try cursor.next()
      hasBegun = true
    }
    var isFirst = true
    while let current = row, let owner = current.integer(0), owner <= contact {
      if owner == contact {
        try visit(current, isFirst)
        isFirst = false
      }
      row = try cursor.next()
    }
  }
}
