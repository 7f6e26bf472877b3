import ContactsCore

/// One pass through a file: a batch is saved while the next is read.
struct ImportRun {
  private(set) var accepted = 0
  private(set) var refused = 0
  private(set) var duplicates = 0

  private var source: any ImportSource
  private let options: Options
  private let desk: Desk
  private let form: RegistrationForm.Context
  private let defaults: RegistrationForm.Defaults
  private var progress: ProgressBar
  /// Made with the first text that goes into the queue.
  private var batch: UID?
  private var queued = 0

  struct Options {
    let origin: QueueBatch.Origin
    let isRehearsal: Bool
    /// Whether texts go into the queue, to be read by the model.
    let queuesTexts: Bool
  }

  /// Rows in a transaction: few enough that an attendant's save waits for some milliseconds only.
  private static let batch = 100

  private typealias Batch = (lines: [Int], registrations: [Registration])
  private typealias Saving = Task<[Result<Receipt, StoreError>], any Error>

  init(
    _ source: any ImportSource, size: Int?, desk: Desk, options: Options, showsProgress: Bool
  ) async throws {
    self.source = source
    self.options = options
    self.desk = desk
    form = try await desk.formContext()
    defaults = try await desk.defaults()
    progress = ProgressBar(total: size, isShown: showsProgress)
  }

  mutating func finish() async throws {
    var saving: (lines: [Int], task: Saving)?
    while let batch = try nextBatch() {
      if let earlier = saving { try tell(try await earlier.task.value, of: earlier.lines) }
      saving =
        options.isRehearsal ? nil : (batch.lines, try await save(batch.registrations))
      if options.isRehearsal { accepted += batch.lines.count }
      progress.show(source.consumed, rows: accepted + refused)
    }
    if let last = saving { try tell(try await last.task.value, of: last.lines) }
    progress.clear()
  }

  /// What became of the rows so far.
  var counts: String {
    let label = options.isRehearsal ? "Linhas que podem ser importadas" : "Linhas importadas"
    let rows = "\(label): \(grouped(accepted)). Recusadas: \(grouped(refused))."
    return options.isRehearsal ? rows : rows + " Possíveis duplicados: \(grouped(duplicates))."
  }

  var summary: String {
    var text = options.isRehearsal ? "Ensaio: nada foi gravado.\n" : ""
    text += counts + "\n"
    if let batch {
      text += "Textos na fila da IA: \(grouped(queued)), no lote \(batch).\n"
    }
    return text + source.remarks
  }

  /// The next valid rows, or nil at the end; those that are refused on the way are told at once.
  private mutating func nextBatch() throws -> Batch? {
    var batch: Batch = ([], [])
    while batch.lines.count < ImportRun.batch, let row = try source.next(in: form) {
      switch row.outcome {
      case .refused(let reasons): try refuse(row.line, reasons)
      case .form(let filled):
        batch.lines.append(row.line)
        if options.isRehearsal { continue }
        batch.registrations.append(
          filled.registration(
            defaults: defaults, now: desk.surroundings.now(), key: desk.surroundings.newUID(),
            needsInteraction: false, reading: options.queuesTexts ? .always : .never))
      }
    }
    return batch.lines.isEmpty ? nil : batch
  }

  /// Detached, so that it starts while this thread goes on reading.
  private mutating func save(_ registrations: [Registration]) async throws -> Saving {
    let texts = registrations.count { $0.interaction?.extraction == .pending }
    if texts > 0, batch == nil {
      batch = try await desk.book.createBatch(origin: options.origin, as: desk.actor)
    }
    queued += texts
    let desk = desk
    let batch = batch
    return Task.detached {
      try await desk.book.importContacts(registrations, queuedIn: batch, as: desk.actor)
    }
  }

  private mutating func tell(_ results: [Result<Receipt, StoreError>], of lines: [Int]) throws {
    for (line, result) in zip(lines, results) {
      switch result {
      case .success(let receipt):
        accepted += 1
        if receipt.duplicates.isEmpty { continue }
        duplicates += 1
        progress.clear()
        let others = receipt.duplicates.map(\.text).joined(separator: ", ")
        try Streams.writeLine("Linha \(line): gravada; pode ser a mesma pessoa que \(others)")
      case .failure(let error): try refuse(line, [Failure(error).message])
      }
    }
  }

  private mutating func refuse(_ line: Int, _ reasons: [String]) throws {
    refused += 1
    progress.clear()
    try Streams.writeLine("Linha \(line): recusada. \(reasons.joined(separator: " "))")
  }
}

/// How far a file has been read, on a terminal's last line.
struct ProgressBar {
  private let total: Int?
  private let isShown: Bool
  private var lastShown = -1

  init(total: Int?, isShown: Bool) {
    self.total = total
    self.isShown = isShown
  }

  mutating func show(_ done: Int, rows: Int) {
    guard isShown else { return }
    let percent = total.map { $0 > 0 ? min(100, done * 100 / $0) : 100 }
    guard percent ?? rows / 1000 != lastShown else { return }
    lastShown = percent ?? rows / 1000
    guard let percent else {
      Streams.progress("\(grouped(rows)) linhas")
      return
    }
    let filled = percent * 30 / 100
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
    Streams.progress("[\(bar)] \(percent)%  \(grouped(rows)) linhas")
  }

  mutating func clear() {
    guard isShown, lastShown >= 0 else { return }
    lastShown = -1
    Streams.progress("")
  }
}
