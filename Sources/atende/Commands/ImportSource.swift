import ContactsCore

/// Where rows to be imported come from.
protocol ImportSource {
  /// Bytes read so far.
  var consumed: Int { get }
  /// What the summary says of the file besides its rows; whole lines.
  var remarks: String { get }
  /// The next row; nil at the end.
  mutating func next(in context: RegistrationForm.Context) throws -> ImportRow?
}

/// What `--map` says: fields by the names that a file gives them; nil leaves one out.
typealias ImportNames = [(heading: String, field: FieldKey?)]

/// A table, whose first line names its columns.
struct CSVImport: ImportSource {
  private var reader: CSVReader
  private let columns: [FieldKey?]

  init(_ file: InputFile, map: ImportNames) throws {
    var reader = CSVReader { try file.read(into: $0) }
    columns = try CSVImport.columns(of: &reader, map: map)
    self.reader = reader
  }

  var consumed: Int { reader.consumed }

  var remarks: String {
    let unused = columns.indices.filter { columns[$0] == nil }.map { String($0 + 1) }
    var text = unused.isEmpty ? "" : "Colunas sem uso: \(unused.joined(separator: ", ")).\n"
    if reader.metLegacyEncoding { text += "Codificação lida: Windows-1252.\n" }
    return text
  }

  mutating func next(in context: RegistrationForm.Context) throws -> ImportRow? {
    try reader.next().map { ImportRow($0, columns: columns, context: context) }
  }

  private static func columns(of reader: inout CSVReader, map: ImportNames) throws -> [FieldKey?] {
    do {
      guard let heading = try reader.heading() else {
        throw Failure.badData("O arquivo está vazio.")
      }
      guard case .fields(let fields) = heading.content else {
        throw Failure.badData("A primeira linha, com os títulos das colunas, não pode ser lida.")
      }
      return try HeadingMap(fields, map: map).columns
    } catch let problem as HeadingMap.Problem {
      throw CSVImport.failure(problem)
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
}

/// Objects of JSON, in one array or one after another, whose keys name the fields as headings do.
struct JSONImport: ImportSource {
  private var reader: JSONRecordReader
  private let map: ImportNames
  private var unknownKeys: Set<String> = []

  init(_ file: InputFile, map: ImportNames) {
    reader = JSONRecordReader { try file.read(into: $0) }
    self.map = map
  }

  var consumed: Int { reader.consumed }

  var remarks: String {
    // Not named: in a file that is not what it should be, a key may be somebody's data.
    unknownKeys.isEmpty ? "" : "Chaves sem uso: \(unknownKeys.count).\n"
  }

  mutating func next(in context: RegistrationForm.Context) throws -> ImportRow? {
    guard let record = try reader.next() else { return nil }
    guard let bytes = record.bytes, case .object(let members)? = JSON.read(bytes) else {
      return ImportRow(line: record.line, refused: "Não é um objeto JSON que possa ser lido.")
    }
    var columns: [FieldKey?] = []
    var values: [String] = []
    for member in members {
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

extension JSON {
  /// The texts of a value that a field may have; nil for one that no field has.
  fileprivate var importTexts: [String]? {
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
