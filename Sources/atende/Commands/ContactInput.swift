import ContactsCore

/// The JSON that `contact add` and `contact edit` take: the keys of a contact, and for `add` those of its interaction.
struct ContactInput {
  /// Keys in the order in which they are checked, and all of them known.
  private let members: [(field: FieldKey, value: JSON)]
  /// What `edit` must still find in the store.
  let version: Int?

  static let contactKeys: [FieldKey] = [
    .name, .socialName, .phones, .emails, .cpf, .birthDate, .city, .state, .notes, .guardian,
    .safeChannel,
  ]
  static let interactionKeys: [FieldKey] = [.text, .reason, .urgency, .channel]

  private static let versionKey = "versao"

  init(_ document: JSON, accepting keys: [FieldKey], takesVersion: Bool) throws(Failure) {
    guard case .object(let members) = document else {
      throw .badData("A entrada deve ser um objeto JSON, e não \(document.kind).")
    }
    var known: [(FieldKey, JSON)] = []
    var version: Int?
    for member in members {
      if takesVersion, member.key == ContactInput.versionKey {
        version = try ContactInput.version(member.value)
      } else if let key = keys.first(where: { $0.rawValue == member.key }) {
        known.append((key, member.value))
      } else {
        throw ContactInput.unknown(member.key, accepting: keys)
      }
    }
    self.members = known
    self.version = version
    for (key, value) in known { try ContactInput.checkType(of: value, for: key) }
  }

  /// A form with all that is given.
  func form(in context: RegistrationForm.Context) throws(Failure) -> RegistrationForm {
    var form = RegistrationForm(context: context)
    var problems: [FieldProblem] = []
    for (key, value) in members {
      for text in value.texts { problems += [form.fill(key, with: text)].compactMap(\.self) }
    }
    guard problems.isEmpty else { throw .invalid(problems) }
    return form
  }

  /// The fields of a contact with the given ones replaced, and emptied where null or empty was given.
  func applied(to fields: ContactFields, in context: RegistrationForm.Context) throws(Failure)
    -> ContactFields
  {
    let given = try form(in: context).contact
    var fields = fields
    for (key, _) in members {
      switch key {
      case .name: fields.name = given.name
      case .socialName: fields.socialName = given.socialName
      case .phones: fields.phones = given.phones
      case .emails: fields.emails = given.emails
      case .cpf: fields.cpf = given.cpf
      case .birthDate: fields.birthDate = given.birthDate
      case .city: fields.city = given.city
      case .state: fields.state = given.state
      case .notes: fields.notes = given.notes
      case .guardian: fields.guardian = given.guardian
      case .safeChannel: fields.safeChannel = given.safeChannel
      case .status, .channel, .reason, .urgency, .occurredAt, .date, .text, .consent, .setting,
        .login, .roles, .password, .justification, .restriction, .form:
        break
      }
    }
    return fields
  }

  private static func version(_ value: JSON) throws(Failure) -> Int? {
    switch value {
    case .null: return nil
    case .integer(let number) where number > 0 && number < Int64(Int32.max): return Int(number)
    default: throw wrongType(versionKey, "um número inteiro")
    }
  }

  private static func checkType(of value: JSON, for key: FieldKey) throws(Failure) {
    let isList = key == .phones || key == .emails
    switch value {
    case .null: return
    case .string where !isList: return
    case .array(let items) where isList:
      for item in items {
        guard case .string = item else {
          throw wrongType(key.rawValue, "uma lista de textos")
        }
      }
    default: throw wrongType(key.rawValue, isList ? "uma lista de textos" : "um texto")
    }
  }

  private static func wrongType(_ key: String, _ expected: String) -> Failure {
    .badData(
      "`\(key)` deve ser \(expected) (ou nulo).",
      details: [
        "campos": [.members(["campo": .string(key), "mensagem": .string("deve ser \(expected)")])]
      ])
  }

  /// The key is quoted only if it could be one: a value in the place of a key stays untold.
  private static func unknown(_ key: String, accepting keys: [FieldKey]) -> Failure {
    let isPlain =
      !key.isEmpty && key.utf8.count <= 30
      && key.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "_") }
    let name = isPlain ? "`\(key)`" : "Uma das chaves"
    let hint = nearest(to: key, among: keys.map(\.rawValue)).map { " Você quis dizer `\($0)`?" }
    return .badData(
      "\(name) não é um campo conhecido aqui.\(hint ?? "")",
      details: [
        "campos": [
          .members([
            "campo": .optional(isPlain ? key : nil), "mensagem": "campo desconhecido",
          ])
        ]
      ])
  }
}

extension JSON {
  /// The texts of a text or of a list of them.
  fileprivate var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let items): items.flatMap(\.texts)
    default: []
    }
  }
}
