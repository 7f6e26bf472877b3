/// Which column holds which field, told by the headings of a file.
public struct HeadingMap: Equatable, Sendable {
  /// One entry a column; nil for a column nobody knows.
  public let columns: [FieldKey?]
  /// Places of the columns that were told by what they hold, from 0.
  public let guessed: [Int]

  public enum Problem: Error, Equatable {
    case nothingRecognised
    /// The first record is somebody's: it holds a telephone, an address or a CPF, and no headings.
    case headless
    /// Two columns, counted from 1, for a field that has one value.
    case twice(FieldKey, Int, Int)
    /// A heading that the map names and the file does not have: its place in the map, from 1.
    case mapNamesMissing(Int)
  }

  /// - Parameters:
  ///   - headings: The first record.
  ///   - map: Headings and their fields as somebody set them down; nil as a field means to leave the column out.
  ///   - rows: Some of the rows, by which a column is told whose heading nobody knows.
  /// - Throws: what makes the headings unusable.
  public init(
    _ headings: [String], map: [(heading: String, field: FieldKey?)] = [], rows: [[String]] = []
  ) throws(Problem) {
    let (columns, guessed) = try HeadingMap.guess(headings, map: map, rows: rows)
    try HeadingMap.check(columns)
    self.columns = columns
    self.guessed = guessed
  }

  /// Columns as somebody set them down, one after the other.
  public init(columns: [FieldKey?]) throws(Problem) {
    try HeadingMap.check(columns)
    self.columns = columns
    guessed = []
  }

  /// What each column seems to hold, and the places of those that were told by their values; it may yet be unusable.
  public static func guess(
    _ headings: [String], map: [(heading: String, field: FieldKey?)] = [], rows: [[String]] = []
  ) throws(Problem) -> (columns: [FieldKey?], guessed: [Int]) {
    let keys = headings.map { HeadingMap.key($0) }
    var columns = keys.map { HeadingMap.field(for: $0) }
    var named: Set<Int> = []
    for (index, entry) in map.enumerated() {
      let key = HeadingMap.key(entry.heading)
      let places = keys.indices.filter { keys[$0] == key }
      guard !places.isEmpty else { throw .mapNamesMissing(index + 1) }
      for place in places { columns[place] = entry.field }
      named.formUnion(places)
    }
    // "Ana; 81 98100-0016": a telephone is no heading, and who stands there would not be imported.
    guard map.isEmpty == false || !headings.contains(where: HeadingMap.isSomebodys) else {
      throw .headless
    }
    let unknown = columns.indices.filter { columns[$0] == nil && !named.contains($0) }
    var guessed: [Int] = []
    for place in unknown {
      let values = rows.compactMap { place < $0.count ? $0[place].trimmed : nil }
      guard let field = HeadingMap.field(of: values.filter { !$0.isEmpty }),
        HeadingMap.repeatable.contains(field) || !columns.contains(field)
      else { continue }
      columns[place] = field
      guessed.append(place)
    }
    return (columns, guessed)
  }

  private static func check(_ columns: [FieldKey?]) throws(Problem) {
    for (index, field) in columns.enumerated() {
      guard let field, !HeadingMap.repeatable.contains(field),
        let earlier = columns[..<index].firstIndex(of: field)
      else { continue }
      throw .twice(field, earlier + 1, index + 1)
    }
    guard columns.contains(where: { $0 != nil }) else { throw .nothingRecognised }
  }

  /// The fields that a file may bring.
  public static let importable: [FieldKey] = [
    .name, .socialName, .phones, .emails, .cpf, .birthDate, .city, .state, .notes, .guardian,
    .safeChannel, .channel, .reason, .urgency, .occurredAt, .text,
  ]

  /// A field by its own name, or by any heading that means it.
  public static func field(named name: String) -> FieldKey? {
    field(for: key(name))
  }

  private static func isSomebodys(_ heading: String) -> Bool {
    let heading = heading.trimmed
    return !heading.isEmpty && field(of: [heading]).map { $0 != .state } ?? false
  }

  /// What all of these values are, if they can be but one thing.
  private static func field(of values: [String]) -> FieldKey? {
    guard !values.isEmpty else { return nil }
    func all(_ test: (String) -> Bool) -> Bool { values.allSatisfy(test) }
    if all({ CPF($0) != nil }) { return .cpf }
    if all({ EmailAddress($0) != nil }) { return .emails }
    if all({ StateCode.named($0) != nil }) { return .state }
    // Bare digits may be anything; a telephone is valid, or written as one.
    let isPhone = all { text in
      guard let phone = PhoneNumber(text, areaCode: nil), phone.isComplete else { return false }
      return phone.issue == nil
    }
    return isPhone ? .phones : nil
  }

  private static let repeatable: Set<FieldKey> = [.phones, .emails, .notes]

  /// Folded words without numbers at the end: `Telefone 2` and `TELEFONE` are the same.
  private static func key(_ heading: String) -> String {
    var words = foldedWords(heading)
    if let last = words.last, words.count > 1, last.allSatisfy(\.isNumber) { words.removeLast() }
    if let last = words.last {
      let bare = String(last.reversed().drop { $0.isNumber }.reversed())
      if !bare.isEmpty { words[words.count - 1] = bare }
    }
    return words.joined(separator: " ")
  }

  private static func field(for key: String) -> FieldKey? {
    if let field = synonyms[key] { return field }
    let first = key.prefix { $0 != " " }
    return ["telefone", "tel", "fone", "celular"].contains(first) ? .phones : nil
  }

  private static let synonyms: [String: FieldKey] = {
    let words: [FieldKey: [String]] = [
      .name: [
        "nome", "nome completo", "nome do contato", "cliente", "pessoa", "assistido",
        "assistida", "solicitante", "paciente", "nome do solicitante", "nome civil",
      ],
      .socialName: [
        "nome social", "apelido", "como prefere ser chamado", "como prefere ser chamada",
      ],
      .phones: [
        "telefone", "telefones", "whatsapp", "whats", "zap", "cel", "numero de telefone",
        "numero do telefone", "outros telefones", "telefone celular", "telefone residencial",
        "contato telefonico",
      ],
      .emails: [
        "email", "emails", "e mail", "e mails", "mail", "correio eletronico", "endereco de e mail",
        "outros e mails", "outros emails",
      ],
      .cpf: ["cpf", "numero do cpf", "n cpf", "cpf do contato", "cpf do solicitante"],
      .birthDate: [
        "nascimento", "data de nascimento", "data nascimento", "dt nascimento", "dt nasc",
        "data nasc", "nasc",
      ],
      .city: ["cidade", "municipio", "localidade"],
      .state: ["uf", "estado", "unidade federativa", "unidade da federacao"],
      .notes: ["observacoes", "observacao", "obs", "anotacoes", "comentarios", "comentario"],
      .guardian: ["responsavel", "responsavel legal", "nome do responsavel"],
      .safeChannel: ["canal seguro", "contato seguro", "como contatar"],
      .channel: [
        "canal", "canal de atendimento", "canal do atendimento", "meio", "meio de contato",
      ],
      .reason: [
        "motivo", "assunto", "motivo do contato", "motivo do atendimento", "motivo da ligacao",
      ],
      .urgency: ["urgencia", "prioridade", "grau de urgencia"],
      .occurredAt: [
        "data", "ocorrido em", "data do atendimento", "data do contato", "data atendimento",
        "data contato", "data e hora", "data hora", "quando",
      ],
      .text: [
        "texto", "relato", "mensagem", "descricao", "historico", "conversa", "atendimento", "nota",
        "texto do atendimento",
      ],
    ]
    var table: [String: FieldKey] = [:]
    for (field, list) in words {
      for word in list + [field.rawValue] { table[word.replacingUnderscores] = field }
    }
    return table
  }()
}

extension String {
  fileprivate var replacingUnderscores: String {
    String(map { $0 == "_" ? " " : $0 })
  }
}
