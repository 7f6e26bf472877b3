/// What is handed to the person at the end of a request.
public enum AnswerFormat: String, Sendable, CaseIterable {
  /// A page to read or print.
  case page = "html"
  case markdown = "md"
  /// For programs.
  case json
  /// All of it with a signed manifest: portability.
  case package = "zip"
}

extension AnswerFormat {
  /// Whether all that is kept of the person is in the file, whatever it is written in.
  func isWhole(of kind: RequestKind) -> Bool {
    switch self {
    case .package: true
    case .json: kind != .simpleAccess
    case .page, .markdown: kind == .fullAccess
    }
  }
}

extension Approval.Subject {
  /// What a second person agrees to before a package, or another file with all of a person's data, leaves.
  public static func package(_ number: DeskProtocol) -> Approval.Subject {
    Approval.Subject(
      kind: .package, scope: number.description,
      summary: "arquivo com todos os dados da pessoa, pedido \(number)", count: 1)
  }
}

/// How an answer is written.
public struct AnswerOrder: Equatable, Sendable {
  public var format: AnswerFormat
  /// Whether letters are large, for who sees little.
  public var isLargePrint: Bool
  /// What a correction changed, for its letter.
  public var changes: [FieldChange]

  public init(_ format: AnswerFormat, isLargePrint: Bool = false, changes: [FieldChange] = []) {
    self.format = format
    self.isLargePrint = isLargePrint
    self.changes = changes
  }
}

/// One field before and after a correction.
public struct FieldChange: Equatable, Sendable {
  public let field: FieldKey
  /// Nil where it was, or is, empty.
  public let before, after: Sensitive<String>?
}

/// The file of an answer.
public struct AnswerReceipt: Equatable, Sendable {
  public let request: SubjectRequest
  /// SHA-256 in hexadecimal.
  public let digest: String
}

extension ContactBook {
  /// Corrects the record of an open request for it, and notes the step.
  public func correct(
    _ number: DeskProtocol, to fields: ContactFields, version: Int, as actor: Actor
  ) async throws(StoreError) -> [FieldChange] {
    let fields = fields.normalised
    let event = AuditTrail.Event(action: .update, entity: .contact)
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      let request = try work.openRequest(number)
      try work.checkGuardian(of: request)
      guard request.request.kind == .correction, let uid = request.request.summary.contact else {
        throw StoreError(.invalid([.otherRequest]))
      }
      let found = try work.contacts.findClosed(uid)
      try work.requireOpen(found)
      guard found.contact.version == version else {
        throw StoreError(.conflict(current: found.contact))
      }
      let old = found.contact.fields
      var problems = fields.problems
      let changed = fields.changes(from: old)
      if changed.isEmpty { problems.append(.nothingToCorrect) }
      guard problems.isEmpty else { throw StoreError(.invalid(problems)) }
      try work.contacts.update(found.id, to: fields, at: work.now)
      try work.audit(
        event.about(request, found.pseudonym, fields: changed.map(\.rawValue)))
      try work.note(
        "alteracao", of: request,
        evidence: "corrigido: \(changed.map(\.label).joined(separator: ", "))")
      let (before, after) = (AccessReport.values(old), AccessReport.values(fields))
      return changed.map { key in
        FieldChange(
          field: key, before: before.first { $0.key == key }.map { Sensitive($0.value) },
          after: after.first { $0.key == key }.map { Sensitive($0.value) })
      }
    }
  }

  /// Writes the answer of a request to a file: a letter, or all that is kept of the person.
  ///
  /// All steps before it must be done, so that it says only what is so. The EXPORT entry and the row of the disclosure are
  /// committed before the first byte; the step is done when the file is whole and on disk. Of a record that is closed to
  /// whoever answers, the glass has to be broken first.
  public func answer(
    _ number: DeskProtocol, _ order: AnswerOrder, to file: ExportFile, as actor: Actor
  ) async throws(StoreError) -> AnswerReceipt {
    let attempt = AuditTrail.Event(action: .export, entity: .contact)
    let settings = try await settings()
    let keys = keyFolder
    try await authorise(.handleRequests, attempt, actor)
    let sealed = try await sealedEntries(of: number)
    let begun = try await writing(.handleRequests, attempt, as: actor) {
      (work) throws(StoreError) in try work.beginAnswer(number, order, settings, keys, sealed)
    }
    do throws(StoreError) {
      let digest = try begun.write(order, to: file, surroundings)
      try file.commit(number: surroundings.randomBytes(8))
      return try await endAnswer(begun, order, digest, actor)
    } catch {
      // What went wrong first is what is told; a disclosure that cannot be marked stays begun, which claims no less.
      _ = try? await endAnswer(begun, order, nil, actor)
      throw error
    }
  }

  @discardableResult
  private func endAnswer(
    _ begun: BegunAnswer, _ order: AnswerOrder, _ digest: String?, _ actor: Actor
  ) async throws(StoreError) -> AnswerReceipt {
    let event = AuditTrail.Event(action: .update, entity: .request)
    let number = begun.dossier.request.protocolNumber
    return try await writing(.handleRequests, event, as: actor) { (work) throws(StoreError) in
      try DisclosureTable(database: work.database).end(
        begun.disclosure, counts: begun.counts, digest: digest, at: work.now)
      let found = try work.requests.find(number)
      if let digest {
        try work.note(
          RequestStep.Code.answer, of: found,
          evidence: "arquivo \(order.format.rawValue), SHA-256 \(digest)")
      }
      return AnswerReceipt(
        request: try work.requests.find(number).request, digest: digest ?? "")
    }
  }
}

/// An answer whose file is being written.
struct BegunAnswer: Sendable {
  let disclosure: UID
  let dossier: PersonDossier
  let today: CivilDate
  /// Of a package.
  let key: SigningKey?

  /// Writes it all and answers its digest.
  func write(
    _ order: AnswerOrder, to file: ExportFile, _ surroundings: Surroundings
  ) throws(StoreError) -> String {
    if let key {
      return try AnswerPackage(dossier: dossier, key: key).write(to: file, surroundings)
    }
    return try ExportPen(file).finish(Array(text(order).utf8))
  }

  var counts: ExportCounts {
    ExportCounts(
      contacts: dossier.record == nil ? 0 : 1,
      interactions: dossier.record?.interactions.count ?? 0,
      closed: 0)
  }

  /// The whole file.
  func text(_ order: AnswerOrder) -> String {
    let report = AccessReport(dossier: dossier, isFull: kind != .simpleAccess)
    if order.format == .json { return report.json.document }
    let letter = Letter(dossier.request, settings: dossier.settings, today: today)
    let document: PlainDocument =
      if dossier.isOfNobody {
        PlainDocument(letter: letter.noRecord)
      } else if kind == .simpleAccess || kind == .fullAccess || kind == .portability {
        report.document
      } else {
        PlainDocument(
          letter: letter.answer(
            AnswerItems(dossier, order.changes).values, isPartial: dossier.keepsByLaw))
      }
    return order.format == .markdown
      ? document.markdown
      : document.html(title: kind.label, largePrint: order.isLargePrint)
  }

  private var kind: RequestKind { dossier.request.kind }
}

extension PersonDossier {
  /// Whether nothing was found of who asks, and the answer says so.
  ///
  /// Who was erased for this request is another case: its steps show that there was a record. What follows from not
  /// consenting is told to anybody.
  fileprivate var isOfNobody: Bool {
    guard record == nil, request.kind != .consentRefusal else { return false }
    let deeds = [
      RequestStep.Code.erasure, RequestStep.Code.anonymisation, RequestStep.Code.blocking,
    ]
    return !request.steps.contains { deeds.contains($0.code) }
  }

  /// Whether something of the person stays for a time because the law says so.
  fileprivate var keepsByLaw: Bool { erasure?.kept.isEmpty == false }
}

extension Work {
  /// Looks whether all before the answer is done, records that it is handed out, and gathers what it says.
  fileprivate func beginAnswer(
    _ number: DeskProtocol, _ order: AnswerOrder, _ settings: Settings, _ keys: KeyFolder,
    _ sealed: SealedEntries
  ) throws(StoreError) -> BegunAnswer {
    try sealed.check(in: database)
    let found = try openRequest(number)
    try checkGuardian(of: found)
    let earlier = found.request.steps.prefix { $0.code != RequestStep.Code.answer }
    let missing = earlier.filter { $0.done == nil }
    guard missing.isEmpty else { throw StoreError(.invalid(missing.map(FieldProblem.pending))) }
    let isPackage = order.format == .package
    if isPackage || found.request.kind == .portability, found.request.summary.contact != nil {
      guard isPackage, [.portability, .fullAccess].contains(found.request.kind) else {
        throw StoreError(.invalid([.packageKind]))
      }
    } else if isPackage {
      throw StoreError(.invalid([.packageKind]))
    }
    let person = try found.request.summary.contact.map { (uid) throws(StoreError) in
      try contacts.findClosed(uid)
    }
    if let person { try requireOpen(person) }
    var approval = "não se aplica: a própria pessoa"
    if found.request.summary.contact != nil, order.format.isWhole(of: found.request.kind) {
      approval = try useApproval(of: .package(number))
    }
    var key: SigningKey?
    if isPackage {
      key = try SigningKeys(database: database, folder: keys).signer(.documents)
    }
    let disclosure = surroundings.newUID()
    try audit(
      AuditTrail.Event(action: .export, entity: .contact, fields: [found.request.kind.rawValue])
        .about(found, person?.pseudonym, "formato=\(order.format.rawValue)"))
    try DisclosureTable(database: database).beginAnswer(
      disclosure, to: found.request, format: order.format.rawValue, contact: person?.id,
      approval: approval, by: actor.login, at: now)
    return BegunAnswer(
      disclosure: disclosure, dossier: try dossier(of: person, for: found, settings, sealed),
      today: now.local.date, key: key)
  }

  func dossier(
    of person: ContactTable.Found?, for found: RequestTable.Found, _ settings: Settings,
    _ sealed: SealedEntries
  ) throws(StoreError) -> PersonDossier {
    let erasure = try ErasureTable(database: database).find(
      request: found.request.protocolNumber.description)
    guard let person else {
      return PersonDossier(
        request: found.request, record: nil, tables: [], disclosures: [], erasure: erasure,
        readers: [], settings: settings, moment: now,
        words: try DossierTable(database: database).words())
    }
    let table = DossierTable(database: database)
    let uid = person.contact.uid
    let filter = AuditFilter(contact: uid)
    // Who asks in the name of somebody is not told what was noted of whom to beware of.
    let isOwn = found.request.asker == .person
    let kept = try AuditTrail(database: database).entries(
      matching: filter, subjects: try ContactBook.subjects(of: filter, in: database),
      order: .oldestFirst, after: nil, upTo: nil, limit: 100_000)
    let readers = sealed.entries + kept
    let record = try record(person)
    return PersonDossier(
      request: found.request, record: record,
      tables: try table.tables(of: person.id, uid: uid).filter {
        isOwn || $0.name != "guardian_cautions"
      },
      disclosures: try table.disclosures(of: person.id, since: person.contact.createdAt).filter {
        $0.mayHold(record, changes: readers)
      },
      erasure: erasure,
      readers: isOwn
        ? readers : readers.filter { $0.fields != "protecao" && $0.fields != "responsavel" },
      settings: settings, moment: now, words: try table.words(),
      sealedElsewhere: sealed.unreadable.last?.sealedAt)
  }
}

extension AuditTrail.Event {
  fileprivate func about(
    _ found: RequestTable.Found, _ subject: String?, fields: [String]
  ) -> AuditTrail.Event {
    var event = about(found, subject)
    event.fields = fields
    return event
  }
}

extension FieldProblem {
  static let packageKind = FieldProblem(
    field: .form,
    message:
      "A portabilidade é entregue em um pacote zip, e só ela e o acesso completo, de quem tem "
      + "cadastro, o têm.")
  static let nothingToCorrect = FieldProblem(
    field: .form, message: "Nada muda com essa correção.")
}
