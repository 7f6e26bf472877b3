import ContactsCore

/// One pass through a file: a batch is saved while the next is read.
struct ImportRun {
  private(set) var accepted = 0
  private(set) var refused = 0
  private(set) var duplicates = 0

  private var reader: CSVReader
  private let columns: [FieldKey?]
  private let desk: Desk
  private let form: RegistrationForm.Context
  private let defaults: RegistrationForm.Defaults
  private let isRehearsal: Bool
  private var progress: ProgressBar

  /// Rows in a transaction: few enough that an attendant's save waits for some milliseconds only.
  private static let batch = 100

  private typealias Batch = (lines: [Int], registrations: [Registration])
  private typealias Saving = Task<[Result<Receipt, StoreError>], any Error>

  init(
    file: InputFile, map: [(heading: String, field: FieldKey?)], desk: Desk, isRehearsal: Bool,
    showsProgress: Bool
  ) async throws {
    var reader = CSVReader { try file.read(into: $0) }
    columns = try ImportRun.columns(of: &reader, map: map)
    self.reader = reader
    self.desk = desk
    form = try await desk.formContext()
    defaults = try await desk.defaults()
    self.isRehearsal = isRehearsal
    progress = ProgressBar(total: file.size, isShown: showsProgress)
  }

  mutating func finish() async throws {
    var saving: (lines: [Int], task: Saving)?
    while let batch = try nextBatch() {
      if let earlier = saving { try tell(try await earlier.task.value, of: earlier.lines) }
      saving = isRehearsal ? nil : (batch.lines, save(batch.registrations))
      if isRehearsal { accepted += batch.lines.count }
      progress.show(reader.consumed, rows: accepted + refused)
    }
    if let last = saving { try tell(try await last.task.value, of: last.lines) }
    progress.clear()
  }

  /// What became of the rows so far.
  var counts: String {
    let label = isRehearsal ? "Linhas que podem ser importadas" : "Linhas importadas"
    let rows = "\(label): \(grouped(accepted)). Recusadas: \(grouped(refused))."
    return isRehearsal ? rows : rows + " Possíveis duplicados: \(grouped(duplicates))."
  }

  var summary: String {
    var text = isRehearsal ? "Ensaio: nada foi gravado.\n" : ""
    text += counts + "\n"
    let unused = columns.indices.filter { columns[$0] == nil }.map { String($0 + 1) }
    if !unused.isEmpty { text += "Colunas sem uso: \(unused.joined(separator: ", ")).\n" }
    if reader.metLegacyEncoding { text += "Codificação lida: Windows-1252.\n" }
    return text
  }

  private static func columns(
    of reader: inout CSVReader, map: [(heading: String, field: FieldKey?)]
  ) throws -> [FieldKey?] {
    do {
      guard let heading = try reader.heading() else {
        throw Failure.badData("O arquivo está vazio.")
      }
      guard case .fields(let fields) = heading.content else {
        throw Failure.badData("A primeira linha, com os títulos das colunas, não pode ser lida.")
      }
      return try HeadingMap(fields, map: map).columns
    } catch let problem as HeadingMap.Problem {
      throw ImportRun.failure(problem)
    } catch CSVError.wideEncoding {
      throw Failure.badData("O arquivo está em UTF-16. Salve como CSV em UTF-8 e tente de novo.")
    }
  }

  /// A heading is not quoted: in a file without any, the first line is somebody's data.
  private static func failure(_ problem: HeadingMap.Problem) -> Failure {
    switch problem {
    case .nothingRecognised:
      .badData(
        "Nenhum título de coluna foi reconhecido na primeira linha. Diga o campo de cada um com --map."
      )
    case .twice(let field, let first, let second):
      .badData(
        "As colunas \(first) e \(second) trazem o mesmo campo, \(field.rawValue). Escolha com --map.",
        details: ["campo": .string(field.rawValue)])
    case .mapNamesMissing(let place):
      .badData("O título de número \(place) do mapa não existe no arquivo.")
    }
  }

  /// The next valid rows, or nil at the end; those that are refused on the way are told at once.
  private mutating func nextBatch() throws -> Batch? {
    var batch: Batch = ([], [])
    while batch.lines.count < ImportRun.batch, let record = try reader.next() {
      let row = ImportRow(record, columns: columns, context: form)
      switch row.outcome {
      case .refused(let reasons): try refuse(row.line, reasons)
      case .form(let filled):
        batch.lines.append(row.line)
        if isRehearsal { continue }
        batch.registrations.append(
          filled.registration(
            defaults: defaults, now: desk.surroundings.now(), key: desk.surroundings.newUID(),
            needsInteraction: false))
      }
    }
    return batch.lines.isEmpty ? nil : batch
  }

  /// Detached, so that it starts while this thread goes on reading.
  private func save(_ registrations: [Registration]) -> Saving {
    let desk = desk
    return Task.detached {
      try await desk.book.importContacts(registrations, as: desk.actor)
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
