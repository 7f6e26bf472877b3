import ContactsCore

/// What is to be imported, as it is typed, and what each column of the file is.
struct ImportForm: Equatable, Sendable {
  var path = TextField("~/")
  /// Nil goes by the file's name.
  private(set) var format: ImportFormat?
  private(set) var queuesTexts = true
  private(set) var keepsRefused = true
  var isAgain = false
  private(set) var glance: ImportGlance?
  private(set) var focus = Row.path

  enum Row: Equatable, Sendable, Hashable {
    case path, format, texts, refused, again
    /// By its place in the file, from 0.
    case column(Int)

    var label: String {
      switch self {
      case .path: "Arquivo"
      case .format: "Formato"
      case .texts: "Textos"
      case .refused: "Recusadas"
      case .again: "De novo"
      case .column(let place): "Coluna \(place + 1)"
      }
    }

    var isChoice: Bool { self != .path }

    /// Said when it gets the focus.
    var hint: String {
      switch self {
      case .path: "Caminho do arquivo; ~ é a sua pasta, F4 mostra os arquivos."
      case .format: "Pelo fim do nome: .json, .jsonl, .vcf; o resto é CSV. ← → mudam."
      case .texts: "Os textos podem entrar na fila da IA, ou ficar só para as pessoas."
      case .refused: "As linhas recusadas, com o motivo, prontas para corrigir e importar."
      case .again: "Um arquivo já importado inteiro só entra de novo se você disser que sim."
      case .column: "O campo em que esta coluna entra; ← → mudam, F4 mostra todos."
      }
    }
  }

  static let options: [Row] = [.path, .format, .texts, .refused, .again]

  var rows: [Row] {
    let isCorrectable = glance?.isCorrectable ?? false
    return ImportForm.options
      + (isCorrectable ? (glance?.columns.indices ?? 0..<0).map { .column($0) } : [])
  }

  /// What a row of choices shows.
  func choice(_ row: Row) -> String {
    switch row {
    case .path: path.text
    case .format:
      switch format {
      case nil: glance.map { "pelo nome: \($0.format.label)" } ?? "pelo nome do arquivo"
      case let format?: format.label
      }
    case .texts: queuesTexts ? "entram na fila da IA" : "ficam só para as pessoas"
    case .refused: keepsRefused ? "guardar em arquivo, ao lado" : "não guardar"
    case .again: isAgain ? "sim, mesmo já importado" : "não"
    case .column(let place): ImportForm.label(of: glance?.columns[place].field)
    }
  }

  static func label(of field: FieldKey?) -> String { field?.label ?? "(não importar)" }

  /// What a column may be, in the order of the choices.
  static let fields: [FieldKey?] = [nil] + HeadingMap.importable.map { $0 }

  // MARK: - Changes

  /// False at either end.
  mutating func move(by step: Int) -> Bool {
    let rows = rows
    let index = (rows.firstIndex(of: focus) ?? 0) + step
    guard rows.indices.contains(index) else { return false }
    focus = rows[index]
    return true
  }

  mutating func focus(on row: Row) { focus = row }

  /// Passes to another choice of the row that has the focus.
  mutating func turn(by step: Int) {
    switch focus {
    case .path: break
    case .format:
      let all: [ImportFormat?] = [nil] + ImportFormat.allCases.map { $0 }
      let index = all.firstIndex(of: format) ?? 0
      format = all[(index + step + all.count) % all.count]
    case .texts: queuesTexts.toggle()
    case .refused: keepsRefused.toggle()
    case .again: isAgain.toggle()
    case .column(let place):
      let fields = ImportForm.fields
      let index = fields.firstIndex(of: glance?.columns[place].field) ?? 0
      set(fields[(index + step + fields.count) % fields.count], at: place)
    }
  }

  mutating func set(_ field: FieldKey?, at place: Int) {
    glance?.columns[place].field = field
    glance?.columns[place].isByContent = false
  }

  mutating func show(_ glance: ImportGlance?) {
    self.glance = glance
    if !rows.contains(focus) { focus = .path }
  }

  // MARK: - What it asks for

  /// Why the columns cannot be imported as they are; nil when they can.
  var problem: (row: Row, sentence: String)? {
    guard let glance, glance.isCorrectable else { return nil }
    do throws(HeadingMap.Problem) {
      _ = try HeadingMap(columns: glance.columns.map(\.field))
      return nil
    } catch {
      switch error {
      case .twice(let field, let first, let second):
        return (
          .column(second - 1),
          "As colunas \(first) e \(second) são \(field.label): mude o campo de uma delas."
        )
      case .nothingRecognised, .headless, .mapNamesMissing:
        return (.column(0), "Diga o campo de ao menos uma coluna.")
      }
    }
  }

  /// Nil until the file has been looked at.
  var order: ImportOrder? {
    guard let glance else { return nil }
    return ImportOrder(
      path: trimmed(path.text), format: glance.format,
      columns: glance.isCorrectable ? glance.columns : [], queuesTexts: queuesTexts,
      keepsRefused: keepsRefused, isAgain: isAgain)
  }
}

extension ImportFormat {
  /// As the form shows it.
  var label: String {
    switch self {
    case .csv: "CSV"
    case .json: "JSON"
    case .vCard: "vCard"
    }
  }
}
