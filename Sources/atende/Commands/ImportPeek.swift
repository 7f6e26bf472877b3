import ContactsCore
import TUI

/// The beginning of a file, as a person is asked to confirm it.
enum ImportPeek {
  /// Records that are looked at, and those whose values are shown.
  private static let sample = 50
  private static let shown = 3

  static func glance(_ path: String, format: ImportFormat) throws -> ImportGlance {
    let file = try InputFile(path: path)
    return switch format {
    case .csv: try table(file)
    case .json: try objects(file)
    case .vCard: try cards(file)
    }
  }

  private static func table(_ file: InputFile) throws -> ImportGlance {
    var reader = CSVReader { try file.read(into: $0) }
    let headings = try CSVImport.headings(of: &reader)
    var rows: [[String]] = []
    while rows.count < sample, let record = try reader.next() {
      if case .fields(let fields) = record.content { rows.append(fields) }
    }
    let (fields, guessed) = try CSVImport.guess(headings, rows: rows)
    let columns = headings.indices.map { place in
      ImportColumn(
        heading: Sensitive(headings[place]), field: fields[place],
        isByContent: guessed.contains(place),
        samples: rows.prefix(shown).map { Sensitive(place < $0.count ? $0[place] : "") })
    }
    return ImportGlance(
      format: .csv, columns: columns, isCorrectable: true,
      remark: said("Tabela", of: columns.count, file)
        + (reader.legacyValues > 0 ? " Há valores em Windows-1252." : ""))
  }

  private static func objects(_ file: InputFile) throws -> ImportGlance {
    var reader = JSONRecordReader(entering: "contatos") { try file.read(into: $0) }
    var keys = Tally()
    var count = 0
    while count < sample, let record = try reader.next() {
      guard let bytes = record.bytes, let document = JSON.read(bytes) else { continue }
      if ExportedRecord.isOne(document) {
        return ImportGlance(
          format: .json, columns: [], isCorrectable: false,
          remark: "É uma exportação do atende: volta inteira, com identificadores, protocolos e"
            + " consentimentos. O que já está aqui fica como está.")
      }
      guard case .object(let members) = document else { continue }
      for member in members where member.key != "recusa" {
        keys.add(
          member.key, (member.value.importTexts ?? []).joined(separator: ", "),
          isShown: count < shown
        )
      }
      count += 1
    }
    guard count > 0 else {
      throw Failure.badData("Não há nenhum objeto JSON que possa ser lido neste arquivo.")
    }
    let columns = keys.names.map { key in
      ImportColumn(
        heading: Sensitive(key), field: HeadingMap.field(named: key), isByContent: false,
        samples: keys.samples[key] ?? [])
    }
    return ImportGlance(
      format: .json, columns: columns, isCorrectable: true,
      remark: said("Objetos", of: columns.count, file))
  }

  private static func cards(_ file: InputFile) throws -> ImportGlance {
    var reader = VCardReader { try file.read(into: $0) }
    var keys = Tally()
    var count = 0
    while count < sample, let record = try reader.next() {
      guard let fields = record.fields else { continue }
      for (field, value) in zip(fields.columns, fields.values) {
        if let field { keys.add(field.rawValue, value, isShown: count < shown) }
      }
      count += 1
    }
    guard count > 0 else {
      throw Failure.badData("Não há nenhum cartão vCard que possa ser lido neste arquivo.")
    }
    let columns = keys.names.map { key in
      ImportColumn(
        heading: Sensitive("vCard"), field: FieldKey(rawValue: key), isByContent: false,
        samples: keys.samples[key] ?? [])
    }
    return ImportGlance(
      format: .vCard, columns: columns, isCorrectable: false,
      remark: "Cartões: o próprio vCard diz o campo de cada valor.\(size(file))")
  }

  /// Keys in the order they were met, and some of what they hold.
  private struct Tally {
    private(set) var names: [String] = []
    private(set) var samples: [String: [Sensitive<String>]] = [:]

    mutating func add(_ key: String, _ value: String, isShown: Bool) {
      if samples[key] == nil {
        names.append(key)
        samples[key] = []
      }
      if isShown { samples[key]?.append(Sensitive(value)) }
    }
  }

  private static func said(_ what: String, of columns: Int, _ file: InputFile) -> String {
    "\(what) de \(columns) \(columns == 1 ? "coluna" : "colunas").\(size(file))"
  }

  private static func size(_ file: InputFile) -> String {
    file.size.map { " \(grouped(max(1, $0 / 1024))) KB." } ?? ""
  }
}
