import ContactsCore

/// What is told of an import while it runs.
enum ImportEvent {
  case refused(ImportPlace, reasons: String)
  /// Saved, and perhaps the same person as these.
  case duplicates(ImportPlace, [UID])
  /// Saved, and nobody could look who may be the same person.
  case notLookedUp(ClosedRange<ImportPlace>)
  /// What a rehearsal found.
  case findings(ImportPlace, [ImportFinding])
  /// Bytes read, and rows settled.
  case progressed(Int, rows: Int)
}

/// One pass through a file: a batch is saved while the next is read, and who may be whom is looked up in the one before.
///
/// The command and the screen run the same one, and differ in what they do with what it tells.
struct ImportRun {
  private(set) var accepted = 0
  private(set) var refused = 0
  private(set) var duplicates = 0
  /// Records of an export that are here already.
  private(set) var known = 0
  /// Records that an interrupted import of the same file had settled.
  private(set) var resumed = 0

  private var source: any ImportSource
  private let options: Options
  private let desk: Desk
  private let form: RegistrationForm.Context
  private let defaults: RegistrationForm.Defaults
  private let refusals: RefusedRows?
  private let report: (ImportEvent) throws -> Void
  /// Made with the first text that goes into the queue.
  private(set) var batch: UID?
  private(set) var queued = 0
  /// How far the file has been read.
  private var mark: ImportMark?
  private var records = 0

  struct Options {
    let origin: QueueBatch.Origin
    let isRehearsal: Bool
    /// Whether texts go into the queue, to be read by the model.
    let queuesTexts: Bool
    /// Where an interrupted import of the same file ended; nil for a stream, and for a rehearsal.
    let mark: ImportMark?
  }

  private var pace = ImportPace()

  /// A row that may be saved, and how it stands in the file.
  private struct Row {
    let place: ImportPlace
    /// Until it is saved.
    var prepared: PreparedImport?
    let fields: ContactFields?
    let waitsForReading: Bool
    let raw: [UInt8]
    /// Records of the file that are settled when this one is.
    var records: Int

    init(_ place: ImportPlace, _ item: ImportItem, _ raw: [UInt8], _ records: Int) {
      self.place = place
      self.raw = raw
      self.records = records
      prepared = PreparedImport(item)
      fields = item.fields
      waitsForReading = item.waitsForReading
    }
  }

  /// What became of the first rows of a batch, and what kept the rest from being saved.
  private struct Saved: Sendable {
    var results: [Result<ImportOutcome, StoreError>] = []
    var failure: StoreError?
    /// Whether a turn ended before its rows did.
    var isAwaited = false
  }

  /// A batch on its way into the store.
  private var saving: (rows: [Row], task: Task<Saved, Never>)?
  /// One that is there, and of which is looked up who may be whom: where who is saved stands, in order.
  private var looking: (places: [ImportPlace], task: Task<Result<[[UID]], StoreError>, Never>)?

  init(
    _ source: any ImportSource, desk: Desk, options: Options, refusals: RefusedRows?,
    report: @escaping (ImportEvent) throws -> Void
  ) async throws {
    self.source = source
    self.options = options
    self.desk = desk
    self.refusals = refusals
    mark = options.mark
    form = try await desk.formContext()
    defaults = try await desk.defaults()
    self.report = report
  }

  /// - Throws: `CancellationError` between two batches, when the task was cancelled; what was saved is settled then.
  mutating func finish() async throws {
    try skipSettled()
    try refusals?.write(source.refusedHeading)
    do {
      try await run()
    } catch {
      // Nothing is left on its way, and the counts are of what the store holds.
      await windUp()
      throw error
    }
    try Task.checkCancellation()
    // A file of which nothing was good enough is read anew, not taken for imported.
    if let mark, accepted + known + resumed > 0 {
      try await desk.book.finishImport(mark, as: desk.actor)
    }
  }

  private mutating func run() async throws {
    while let rows = try nextBatch() {
      if options.isRehearsal {
        try await rehearse(rows)
      } else {
        try await settleSaving()
        // Whoever waits to save needs a processor, too: one batch at a time is looked up or saved.
        if pace.isShared { try await settleLooking() }
        saving = try await save(rows)
      }
      try report(.progressed(source.consumed, rows: accepted + refused + known))
      if Task.isCancelled { break }
    }
    try await settleSaving()
    try await settleLooking()
  }

  /// What became of the rows so far.
  var counts: String {
    let label = options.isRehearsal ? "Linhas que podem ser importadas" : "Linhas importadas"
    let rows = "\(label): \(grouped(accepted)). Recusadas: \(grouped(refused))."
    return rows + " Possíveis duplicados: \(grouped(duplicates))."
  }

  var summary: String {
    var text = options.isRehearsal ? "Ensaio: nada foi gravado.\n" : ""
    text += counts + "\n"
    if options.isRehearsal, accepted > 1 {
      text += "O ensaio compara cada linha com o cadastro, e não as linhas do arquivo entre si.\n"
    }
    if known > 0 { text += "Registros que já estavam aqui: \(grouped(known)).\n" }
    if resumed > 0 {
      text += "Retomada: \(grouped(resumed)) linhas já tinham sido tratadas antes da interrupção.\n"
    }
    if let batch, queued > 0 {
      text += "Textos na fila da IA: \(grouped(queued)), no lote \(batch).\n"
    }
    return text + remarks
  }

  /// What is to be said of the file besides its rows; whole lines.
  var remarks: String { source.remarks }

  /// Reads past what an interrupted import of the same file has saved, or told to be refused.
  private mutating func skipSettled() throws {
    guard let settled = mark?.records else { return }
    while records < settled, try source.next(in: form) != nil { records += 1 }
    resumed = records
  }

  /// The next valid rows, or nil at the end; those that are refused on the way are told at once.
  private mutating func nextBatch() throws -> [Row]? {
    var rows: [Row] = []
    let start = source.consumed
    while rows.count < pace.rows,
      rows.isEmpty || source.consumed - start < ImportPace.bytes,
      let row = try source.next(in: form)
    {
      records += 1
      let raw = refusals == nil ? [] : source.raw
      switch row.outcome {
      case .refused(let reasons): try refuse(row.place, reasons, raw)
      case .record(let record):
        rows.append(Row(row.place, .record(record), raw, records))
      case .form(let filled):
        let registration = filled.registration(
          defaults: defaults, now: desk.surroundings.now(), key: desk.surroundings.newUID(),
          needsInteraction: false, reading: options.queuesTexts ? .always : .never)
        rows.append(Row(row.place, .registration(registration), raw, records))
      }
    }
    mark?.records = records
    guard let last = rows.indices.last else { return nil }
    // What was refused after it is settled with it.
    rows[last].records = records
    return rows
  }

  /// Waits until a batch is saved, tells what was refused of it, and has the rest looked up.
  private mutating func settleSaving() async throws {
    guard let (rows, task) = saving else { return }
    let saved = await task.value
    saving = nil
    pace.hasSaved(isAwaited: saved.isAwaited)
    count(saved, of: rows)
    for case (let row, .failure(let error)) in zip(rows, saved.results) {
      // What was erased is not written down once more.
      try tell(row.place, [Failure(error).message], error.isOfErased ? nil : row.raw)
    }
    try await settleLooking()
    guard let failure = saved.failure else { return looking = look(rows, saved) }
    // What stopped the saving would stop the looking.
    try tellNotLookedUp(contacts(of: rows, saved).map(\.place))
    throw failure
  }

  /// Waits until the batch before is looked up, and tells who may be whom.
  private mutating func settleLooking() async throws {
    guard let (places, task) = looking else { return }
    looking = nil
    guard case .success(let found) = await task.value else { return try tellNotLookedUp(places) }
    duplicates += found.count { !$0.isEmpty }
    for (place, uids) in zip(places, found) where !uids.isEmpty {
      try report(.duplicates(place, uids))
    }
  }

  /// Waits for what is on its way, of which nothing more is told but how much it was.
  private mutating func windUp() async {
    if let (rows, task) = saving { count(await task.value, of: rows) }
    if case .success(let found)? = await looking?.task.value {
      duplicates += found.count { !$0.isEmpty }
    }
    saving = nil
    looking = nil
  }

  private func tellNotLookedUp(_ places: [ImportPlace]) throws {
    guard let first = places.first, let last = places.last else { return }
    try report(.notLookedUp(first...last))
  }

  private func contacts(
    of rows: [Row], _ saved: Saved
  ) -> [(place: ImportPlace, uid: UID, fields: ContactFields)] {
    zip(rows, saved.results).compactMap { row, result in
      guard case .success(.saved(let receipt)) = result, let fields = row.fields else { return nil }
      return (row.place, receipt.uid, fields)
    }
  }

  /// Detached, like saving.
  private func look(
    _ rows: [Row], _ saved: Saved
  ) -> (places: [ImportPlace], task: Task<Result<[[UID]], StoreError>, Never>) {
    let desk = desk
    let contacts = contacts(of: rows, saved)
    let task = Task.detached(executorPreference: TaskQueues.shared) {
      await desk.lookUp(contacts.map { ($0.uid, $0.fields) })
    }
    return (contacts.map(\.place), task)
  }

  /// Detached, so that it starts while this thread goes on reading.
  private mutating func save(
    _ rows: [Row]
  ) async throws -> (rows: [Row], task: Task<Saved, Never>) {
    let texts = rows.count { $0.waitsForReading }
    if texts > 0, batch == nil {
      batch = try await desk.book.createBatch(origin: options.origin, as: desk.actor)
    }
    let desk = desk
    let batch = batch
    let marks = mark.map { mark in rows.map { ImportMark(uid: mark.uid, records: $0.records) } }
    let items = rows.compactMap(\.prepared)
    let pace = pace
    let task = Task.detached(executorPreference: TaskQueues.shared) {
      var saved = Saved()
      // They may have been read before somebody waited.
      var pace = pace
      while saved.results.count < items.count, saved.failure == nil {
        let next = saved.results.count..<min(saved.results.count + pace.rows, items.count)
        let turn = await desk.turn(Array(items[next]), batch, marks.map { Array($0[next]) })
        switch turn {
        case .success(let results):
          saved.results += results
          let isAwaited = results.count < next.count
          if isAwaited { saved.isAwaited = true }
          pace.hasSaved(isAwaited: isAwaited)
        case .failure(let error): saved.failure = error
        }
      }
      return saved
    }
    return (rows, task)
  }

  /// Says what would be refused, who is here already, and what of a row would be new.
  private mutating func rehearse(_ rows: [Row]) async throws {
    let forecasts = try await desk.book.importForecasts(
      of: rows.compactMap { $0.prepared?.item }, as: desk.actor)
    for (row, forecast) in zip(rows, forecasts) {
      switch forecast {
      case .known: known += 1
      case .refused(let error):
        // Who was erased is not written down once more.
        let raw = error.isOfErased ? nil : row.raw
        try refuse(row.place, [Failure(error).message], raw)
      case .saved(let found):
        accepted += 1
        guard !found.isEmpty else { continue }
        duplicates += 1
        try report(.findings(row.place, found))
      }
    }
  }

  private mutating func count(_ saved: Saved, of rows: [Row]) {
    for (row, result) in zip(rows, saved.results) {
      switch result {
      case .success(.known): known += 1
      case .success(.saved):
        accepted += 1
        if row.waitsForReading { queued += 1 }
      case .failure: refused += 1
      }
    }
  }

  private mutating func refuse(_ place: ImportPlace, _ reasons: [String], _ raw: [UInt8]?) throws {
    refused += 1
    try tell(place, reasons, raw)
  }

  private func tell(_ place: ImportPlace, _ reasons: [String], _ raw: [UInt8]?) throws {
    let reasons = reasons.joined(separator: " ")
    try report(.refused(place, reasons: reasons))
    if let raw { try refusals?.write(source.refused(raw, reasons)) }
  }
}

extension Desk {
  /// A result, so that what was saved before a failure is told.
  fileprivate func turn(
    _ items: [PreparedImport], _ batch: UID?, _ marks: [ImportMark]?
  ) async -> Result<[Result<ImportOutcome, StoreError>], StoreError> {
    do throws(StoreError) {
      return .success(
        try await book.importItems(items, queuedIn: batch, upTo: marks, as: actor))
    } catch {
      return .failure(error)
    }
  }

  fileprivate func lookUp(
    _ contacts: [(uid: UID, fields: ContactFields)]
  ) async -> Result<[[UID]], StoreError> {
    do throws(StoreError) {
      return .success(try await book.importDuplicates(of: contacts, as: actor))
    } catch {
      return .failure(error)
    }
  }
}

extension ImportItem {
  /// Whether its text goes into the queue.
  fileprivate var waitsForReading: Bool {
    switch self {
    case .registration(let registration): registration.interaction?.extraction == .pending
    case .record(let record): record.interactions.contains { $0.fields.extraction == .pending }
    }
  }

  fileprivate var fields: ContactFields? {
    switch self {
    case .registration(let registration): registration.newFields
    case .record(let record): record.contact.fields
    }
  }
}

extension Registration {
  fileprivate var newFields: ContactFields? {
    if case .new(let fields) = target { fields } else { nil }
  }
}
