import ContactsCore

/// Where rows to be imported come from.
protocol ImportSource {
  /// Bytes read so far.
  var consumed: Int { get }
  /// What the summary says of the file besides its rows; whole lines.
  var remarks: String { get }
  /// The row that came last as it stands in the file, and the line before the first of those that are refused.
  var raw: [UInt8] { get }
  var refusedHeading: [UInt8] { get }
  /// The next row; nil at the end.
  mutating func next(in context: RegistrationForm.Context) throws -> ImportRow?
  /// A row as it is written into the file of those that were refused, with the reasons.
  func refused(_ raw: [UInt8], _ reasons: String) -> [UInt8]
}

/// What `--map` says: fields by the names that a file gives them; nil leaves one out.
typealias ImportNames = [(heading: String, field: FieldKey?)]

/// A table, whose first line names its columns.
struct CSVImport: ImportSource {
  private var reader: CSVReader
  private let headings: [String]
  private let map: HeadingMap
  /// Rows that were read to see what the columns hold.
  private var ahead: [CSVRecord] = []
  /// What stands in those of them that cannot be read, by their lines.
  private var leftovers: [Int: [String]] = [:]
  private var last: [String] = []

  /// Rows that are looked at before the columns are settled.
  private static let sample = 50

  /// - Parameters:
  ///   - file: The table.
  ///   - names: What `--map` says.
  ///   - columns: The field of each column as a person has set it; nil to guess.
  /// - Throws: What keeps the file from being read as a table.
  init(_ file: InputFile, map names: ImportNames, columns: [FieldKey?]? = nil) throws {
    var reader = CSVReader { try file.read(into: $0) }
    headings = try CSVImport.headings(of: &reader)
    while ahead.count < CSVImport.sample, let record = try reader.next() {
      ahead.append(record)
      if case .broken = record.content { leftovers[record.line] = reader.leftovers }
    }
    let rows = ahead.compactMap { record -> [String]? in
      if case .fields(let fields) = record.content { fields } else { nil }
    }
    do {
      if let columns {
        map = try HeadingMap(columns: columns)
      } else {
        map = try HeadingMap(headings, map: names, rows: rows)
      }
    } catch {
      throw CSVImport.failure(error)
    }
    ahead.reverse()
    self.reader = reader
  }

  var consumed: Int { reader.consumed }

  var remarks: String {
    let unused = map.columns.indices.filter { map.columns[$0] == nil }.map { String($0 + 1) }
    var text = unused.isEmpty ? "" : "Colunas sem uso: \(unused.joined(separator: ", ")).\n"
    for place in map.guessed.sorted() {
      guard let field = map.columns[place] else { continue }
      text += "Coluna \(place + 1), pelo que traz: \(field.rawValue).\n"
    }
    if reader.legacyValues > 0 {
      text += "Valores que não estavam em UTF-8, lidos como Windows-1252: "
      text += "\(grouped(reader.legacyValues)).\n"
    }
    return text
  }

  var raw: [UInt8] {
    let missing = max(0, headings.count - last.count)
    return CSVImport.line(last + [String](repeating: "", count: missing))
  }
  var refusedHeading: [UInt8] { CSVImport.line(headings + ["motivo da recusa"]) + [0x0a] }

  func refused(_ raw: [UInt8], _ reasons: String) -> [UInt8] {
    raw + [UInt8(ascii: ";")] + CSVImport.line([reasons]) + [0x0a]
  }

  mutating func next(in context: RegistrationForm.Context) throws -> ImportRow? {
    let record: CSVRecord
    if let known = ahead.popLast() {
      record = known
    } else {
      guard let read = try reader.next() else { return nil }
      record = read
    }
    last =
      switch record.content {
      case .fields(let fields): fields
      case .broken: leftovers[record.line] ?? reader.leftovers
      }
    return ImportRow(unguarded(record), columns: map.columns, context: context)
  }

  /// The values as they were before an export of ours, or a file of what was refused, guarded them; others' apostrophes
  /// are their own.
  private func unguarded(_ record: CSVRecord) -> CSVRecord {
    guard case .fields(let fields) = record.content, isOurs else { return record }
    return CSVRecord(line: record.line, content: .fields(fields.map(CSVGuard.removed)))
  }

  private var isOurs: Bool {
    headings.contains("motivo da recusa")
      || ["Último motivo", "Atualizado em", "Identificador"].allSatisfy(headings.contains)
  }

  /// Each value in quotes; what would begin a formula gets an apostrophe in front, as in our own exports.
  private static func line(_ fields: [String]) -> [UInt8] {
    Array(
      fields.map { field in
        let guarded = field.first.map { "=+-@\t\r".contains($0) } == true ? "'" + field : field
        let doubled = guarded.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"\(doubled.joined(separator: "\"\""))\""
      }.joined(separator: ";").utf8)
  }

  static func headings(of reader: inout CSVReader) throws -> [String] {
    do {
      guard let heading = try reader.heading() else {
        throw Failure.badData("O arquivo está vazio.")
      }
      guard case .fields(let fields) = heading.content else {
        throw Failure.badData("A primeira linha, com os títulos das colunas, não pode ser lida.")
      }
      guard !["Protocolo", "Pessoa", "Registrado em"].allSatisfy(fields.contains) else {
        throw Failure.badData(
          "Este CSV é a tabela de atendimentos de uma exportação, sem os dados das pessoas: o que volta inteiro é a "
            + "exportação em JSON.")
      }
      return fields
    } catch CSVError.workbook {
      throw Failure.badData(
        "O arquivo é uma planilha, e não um CSV. Abra-a, salve como CSV em UTF-8 e importe o CSV.")
    } catch CSVError.wideEncoding {
      throw Failure.badData("O arquivo está em UTF-16. Salve como CSV em UTF-8 e tente de novo.")
    }
  }

  /// What each column seems to hold, for a person to confirm.
  static func guess(
    _ headings: [String], rows: [[String]]
  ) throws(Failure) -> (columns: [FieldKey?], guessed: [Int]) {
    do {
      return try HeadingMap.guess(headings, rows: rows)
    } catch {
      throw failure(error)
    }
  }

  /// A heading is not quoted: in a file without any, the first line is somebody's data.
  private static func failure(_ problem: HeadingMap.Problem) -> Failure {
    switch problem {
    case .nothingRecognised:
      .badData(
        "Nenhum título de coluna foi reconhecido na primeira linha, separados por ponto e vírgula, vírgula, tabulação "
          + "ou |. Diga o campo de cada um com --map.")
    case .headless:
      .badData(
        "A primeira linha parece trazer os dados de alguém, e não os títulos das colunas. Acrescente acima dela uma "
          + "linha com os títulos, como Nome;Telefone, e importe de novo.")
    case .twice(let field, let first, let second):
      .badData(
        "As colunas \(first) e \(second) trazem o mesmo campo, \(field.rawValue). Escolha com --map.",
        details: ["campo": .string(field.rawValue)])
    case .mapNamesMissing(let place):
      .badData("O título de número \(place) do mapa não existe no arquivo.")
    }
  }
}

/// Objects of JSON, in one array or one after another, whose keys name the fields as headings do; or an export of ours.
struct JSONImport: ImportSource {
  private var reader: JSONRecordReader
  private let map: ImportNames
  private var unknownKeys: Set<String> = []
  private var items = 0
  private(set) var raw: [UInt8] = []

  init(_ file: InputFile, map: ImportNames) {
    reader = JSONRecordReader(entering: "contatos") { try file.read(into: $0) }
    self.map = map
  }

  var consumed: Int { reader.consumed }

  var remarks: String {
    // Not named: in a file that is not what it should be, a key may be somebody's data.
    unknownKeys.isEmpty ? "" : "Chaves sem uso: \(unknownKeys.count).\n"
  }

  var refusedHeading: [UInt8] { [] }

  func refused(_ raw: [UInt8], _ reasons: String) -> [UInt8] {
    guard JSON.read(raw) != nil, raw.last == UInt8(ascii: "}") else {
      let text = String(decoding: raw, as: UTF8.self)
      return Array(JSON.members(["conteudo": .string(text), "recusa": .string(reasons)]).line.utf8)
        + [0x0a]
    }
    let line = raw.dropLast().map { $0 == 0x0a || $0 == 0x0d ? 0x20 : $0 }
    let comma = raw.contains(UInt8(ascii: ":")) ? ", " : ""
    return line + Array("\(comma)\"recusa\": \(JSON.string(reasons).line)}\n".utf8)
  }

  mutating func next(in context: RegistrationForm.Context) throws -> ImportRow? {
    guard let record = try reader.next() else { return nil }
    raw = record.bytes ?? record.stray
    items += 1
    return row(of: record, in: context).numbered(items)
  }

  private mutating func row(
    of record: JSONRecord, in context: RegistrationForm.Context
  ) -> ImportRow {
    guard let bytes = record.bytes, let document = JSON.read(bytes),
      case .object(let members) = document
    else {
      return ImportRow(line: record.line, refused: "Não é um objeto JSON que possa ser lido.")
    }
    if ExportedRecord.isOne(document) { return ExportedRecord.row(document, line: record.line) }
    var columns: [FieldKey?] = []
    var values: [String] = []
    for member in members where member.key != "recusa" {
      guard let texts = member.value.importTexts else {
        return ImportRow(
          line: record.line, refused: "Há um valor que não é texto, número nem lista de textos.")
      }
      guard let field = field(of: member.key) else { continue }
      values += texts
      columns += texts.map { _ in field }
    }
    return ImportRow(
      CSVRecord(line: record.line, content: .fields(values)), columns: columns, context: context)
  }

  private mutating func field(of key: String) -> FieldKey? {
    if let entry = map.first(where: { $0.heading == key }) { return entry.field }
    if let field = HeadingMap.field(named: key) { return field }
    if unknownKeys.count < 1000 { unknownKeys.insert(key) }
    return nil
  }
}

/// Cards of an address book.
struct VCardImport: ImportSource {
  private var reader: VCardReader
  private(set) var raw: [UInt8] = []

  init(_ file: InputFile) {
    reader = VCardReader { try file.read(into: $0) }
  }

  var consumed: Int { reader.consumed }
  var remarks: String { "" }
  var refusedHeading: [UInt8] { [] }

  /// Inside the card, as a property that no reader knows.
  func refused(_ raw: [UInt8], _ reasons: String) -> [UInt8] {
    let reason = Array("X-RECUSA:\(reasons)\n".utf8)
    let end = Array("END:VCARD\n".utf8)
    guard raw.suffix(end.count).elementsEqual(end) else { return reason + raw }
    return Array(raw.dropLast(end.count)) + reason + end
  }

  mutating func next(in context: RegistrationForm.Context) throws -> ImportRow? {
    guard let record = try reader.next() else { return nil }
    raw = record.raw
    guard let fields = record.fields else {
      return ImportRow(line: record.line, refused: "Não é um cartão vCard que possa ser lido.")
    }
    return ImportRow(
      CSVRecord(line: record.line, content: .fields(fields.values)), columns: fields.columns,
      context: context)
  }
}

extension JSON {
  /// The texts of a value that a field may have; nil for one that no field has.
  var importTexts: [String]? {
    switch self {
    case .null: return []
    case .string(let text): return [text]
    case .integer(let number): return [String(number)]
    case .array(let items):
      var texts: [String] = []
      for item in items {
        guard let more = item.importTexts else { return nil }
        texts += more
      }
      return texts
    case .bool, .number, .object: return nil
    }
  }
}
