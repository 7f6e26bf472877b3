/// Turns a record of a file into a form, or into the reasons why it cannot be one.
public struct ImportRow: Equatable, Sendable {
  public private(set) var place: ImportPlace
  public let outcome: Outcome

  public enum Outcome: Equatable, Sendable {
    case form(RegistrationForm)
    /// A whole record, as an export of ours tells it.
    case record(ContactRecord)
    /// In Portuguese; they quote no value.
    case refused([String])
  }

  public init(_ record: CSVRecord, columns: [FieldKey?], context: RegistrationForm.Context) {
    place = ImportPlace(line: record.line)
    switch record.content {
    case .broken(.openQuote): outcome = .refused(["Há aspas abertas que não fecham."])
    case .broken(.tooLong):
      outcome = .refused(["A linha passa de 4 MB, ou tem aspas abertas que não fecham."])
    case .broken(.textAfterQuote): outcome = .refused(["Há texto depois de fechar as aspas."])
    case .fields(let fields):
      outcome = ImportRow.outcome(of: fields, columns: columns, context: context)
    }
  }

  /// A record that could not even be cut into values.
  public init(line: Int, refused reason: String) {
    place = ImportPlace(line: line)
    outcome = .refused([reason])
  }

  public init(line: Int, record: ContactRecord) {
    place = ImportPlace(line: line)
    outcome = .record(record)
  }

  /// The same, with its number among the records of the file; the first is 1.
  public func numbered(_ item: Int) -> ImportRow {
    var row = self
    row.place.item = item
    return row
  }

  private static func outcome(
    of fields: [String], columns: [FieldKey?], context: RegistrationForm.Context
  ) -> Outcome {
    var form = RegistrationForm(context: context)
    var problems: [String] = []
    if fields.dropFirst(columns.count).contains(where: { !$0.isEmpty }) {
      problems.append("Há mais valores do que colunas no cabeçalho.")
    }
    for (value, column) in zip(fields, columns) where !value.isEmpty {
      guard let column else { continue }
      for part in parts(of: value, for: column) {
        if let problem = form.fill(column, with: part), !problems.contains(problem.message) {
          problems.append(problem.message)
        }
      }
    }
    if form.isEmpty, problems.isEmpty {
      problems.append("A linha não tem nenhum campo preenchido.")
    }
    problems += form.problems.map(\.message)
    return problems.isEmpty ? .form(form) : .refused(problems)
  }

  /// A cell may hold several phones or e-mails, and a CPF that a spreadsheet took for a number has lost its zeros.
  private static func parts(of value: String, for column: FieldKey) -> [String] {
    switch column {
    case .phones: value.split { "/;|,\n".contains($0) }.map(String.init)
    case .emails: value.split { ";|, \n\t".contains($0) }.map(String.init)
    case .cpf:
      (9...10).contains(value.utf8.count) && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
        ? [String(repeating: "0", count: 11 - value.utf8.count) + value] : [value]
    default: [value]
    }
  }
}

/// Where a record stands in a file.
public struct ImportPlace: Equatable, Comparable, Sendable {
  /// The line it begins on; the first is 1.
  public let line: Int
  /// Its number among the records; nil where each has lines of its own.
  public fileprivate(set) var item: Int?

  public init(line: Int, item: Int? = nil) {
    self.line = line
    self.item = item
  }

  /// `Linha 12`, or `Linha 1, item 3` where one line may hold many.
  public var words: String {
    guard let item, item != line else { return "Linha \(line)" }
    return "Linha \(line), item \(item)"
  }

  public static func < (left: ImportPlace, right: ImportPlace) -> Bool {
    (left.line, left.item ?? 0) < (right.line, right.item ?? 0)
  }
}
