import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Exporting")
struct ExportTests {
  private static let why = Sensitive("relatório mensal da coordenação")

  /// A centre of three people, and three records, one of which is closed to all but `bia`.
  private struct Desk {
    let centre: Centre
    let ana, bia, dora: Actor
    let folder = TestFolder()

    init() async throws {
      centre = try await Centre(.system)
      ana = try await centre.arrive()
      bia = try await centre.person("bia", [.supervisor], by: ana)
      dora = try await centre.person("dora", [.dataProtectionOfficer], by: ana)
      for (name, city, urgency, day) in [
        ("Maria Silva", "Recife", Urgency.critical, 0), ("João Prado", "São Paulo", .low, 1),
      ] {
        try await register(name, city, urgency, daysAgo: Int64(day))
      }
      let closed = try await register("Fulana Oculta", "Recife", .high, daysAgo: 0)
      try await centre.book.restrict(closed, to: ["bia"], reason: ExportTests.why, as: ana)
    }

    @discardableResult
    func register(
      _ name: String, _ city: String, _ urgency: Urgency, daysAgo: Int64
    ) async throws -> UID {
      var note = InteractionFields.note("\(name) ligou, CPF 529.982.247-25.\n=cmd|calc")
      note.urgency = urgency
      note.occurredAt = centre.clock.now.adding(milliseconds: -daysAgo * 86_400_000)
      return try await centre.book.register(
        Registration(
          target: .new(
            .person(
              name, phones: ["11987654321", "+1 202 555 0143"], emails: ["a.b@exemplo.org"],
              cpf: "52998224725", city: city)), interaction: note, consent: .notAsked,
          idempotencyKey: centre.surroundings.newUID(), draft: nil), as: ana
      ).uid
    }

    func export(
      _ request: ExportRequest, to name: String = "saida", as actor: Actor
    ) async throws -> (receipt: ExportReceipt, text: String) {
      let file = ExportFile.named(name, in: folder)
      let receipt = try await centre.book.export(request, to: file, as: actor) { _ in }
      return (receipt, try folder.text(of: name))
    }

    func rows(_ statement: String) throws -> [String] {
      let connection = try Connection(path: centre.folder.data.database, access: .reading)
      return try connection.rows(SQL(stringLiteral: statement)) { (row) throws(StoreError) in
        row.values.map { value in
          switch value {
          case .text(let text): text
          case .integer(let number): String(number)
          default: "-"
          }
        }.joined(separator: "|")
      }
    }
  }

  private func full(_ format: ExportFormat, _ filter: ExportFilter = ExportFilter())
    -> ExportRequest
  {
    ExportRequest(format: format, filter: filter, isMasked: false, justification: ExportTests.why)
  }

  @Test func `full records need a reason, and nothing is written without one`() async throws {
    let desk = try await Desk()
    for reason in [nil, Sensitive("curto"), Sensitive(String(repeating: "x", count: 301))] {
      let request = ExportRequest(format: .json, isMasked: false, justification: reason)
      await #expect(throws: StoreError(.invalid([.justification]))) {
        _ = try await desk.export(request, as: desk.bia)
      }
    }
    #expect(TestFolder.entries(of: desk.folder.path).isEmpty)
    #expect(try await desk.centre.entries(of: "EXPORT").isEmpty)
    #expect(try desk.rows("SELECT uid FROM disclosures").isEmpty)
  }

  @Test func `the entry and the disclosure say what left, and nothing of anybody`() async throws {
    let desk = try await Desk()
    var filter = ExportFilter()
    filter.city = "recife"
    var request = full(.json, filter)
    request.justification = Sensitive("pedido de Maria Silva, CPF 529.982.247-25")
    let (receipt, text) = try await desk.export(request, as: desk.bia)
    #expect(receipt.counts == ExportCounts(contacts: 2, interactions: 2, closed: 0))
    #expect(SHA256.digest(of: text).hexadecimal == receipt.digest)
    let entry = try #require(try await desk.centre.entries(of: "EXPORT").last)
    #expect(entry.actor == "bia")
    #expect(entry.fields == "cidade")
    let said = try #require(entry.reason)
    #expect(said.contains("formato=json completo pessoas=2 atendimentos=2"))
    #expect(said.contains("pedido de [nome], CPF [CPF]"))
    #expect(
      try desk.rows(
        "SELECT uid, format, masked, filters, justification, disclosed_by, state, contacts, "
          + "interactions, sha256 FROM disclosures")
        == [
          "\(receipt.uid.text)|json|0|cidade=recife|pedido de [nome], CPF [CPF]|bia|concluida|2|2|"
            + receipt.digest
        ])
  }

  @Test(arguments: ExportFormat.allCases.filter { $0 != .workbook })
  func `a closed record leaves only with whom it names`(_ format: ExportFormat) async throws {
    let desk = try await Desk()
    let named = try await desk.export(full(format), to: "bia", as: desk.bia)
    // A table of people, and cards, have no interactions.
    let each = format == .json ? 1 : 0
    #expect(named.receipt.counts == ExportCounts(contacts: 3, interactions: 3 * each, closed: 0))
    #expect(named.text.contains("Oculta"))
    let other = try await desk.export(full(format), to: "ana", as: desk.ana)
    #expect(other.receipt.counts == ExportCounts(contacts: 2, interactions: 2 * each, closed: 1))
    #expect(!other.text.contains("Oculta"))
    // Having broken the glass lets a person be attended, not exported.
    let uid = try #require(
      try desk.rows("SELECT uid FROM contacts WHERE name = 'Fulana Oculta'").first.flatMap(UID.init)
    )
    _ = try await desk.centre.book.breakGlass(uid, reason: ExportTests.why, as: desk.ana)
    let after = try await desk.export(full(format), to: "depois", as: desk.ana)
    #expect(after.receipt.counts.closed == 1)
    #expect(!after.text.contains("Oculta"))
  }

  @Test(arguments: [ExportFormat.json, .csv])
  func `a masked file shows nobody`(_ format: ExportFormat) async throws {
    let desk = try await Desk()
    // A name that nothing in a free text would show to be one.
    var ward = ContactFields.person("Teo Prado")
    ward.guardian = Sensitive("maria das dores")
    _ = try await desk.centre.book.register(
      .new(ward, key: desk.centre.surroundings.newUID()), as: desk.ana)
    for table in ExportTable.allCases {
      var request = ExportRequest(format: format, isMasked: true)
      request.table = table
      let (_, text) = try await desk.export(request, to: table.rawValue, as: desk.dora)
      for value in [
        "das dores", "Maria", "Silva", "Prado", "98765", "5550143", "a.b@", "529.982",
        "52998224725",
      ] {
        #expect(!text.contains(value), "\(value)")
      }
      #expect(text.contains("M. S."))
      #expect(text.contains("(11) •••••-4321"))
      if format == .json || table == .contacts { #expect(text.contains("m. d. d.")) }
    }
  }

  @Test func `a card is sorted by the name that the person goes by`() async throws {
    let desk = try await Desk()
    var fields = ContactFields.person("Fulano de Tal")
    fields.socialName = Sensitive("Ana Luz")
    _ = try await desk.centre.book.register(
      .new(fields, key: desk.centre.surroundings.newUID()), as: desk.ana)
    let (_, text) = try await desk.export(full(.vCard), as: desk.ana)
    let lines = text.split(separator: "\r\n")
    #expect(lines.contains("FN:Ana Luz") && lines.contains("N:Luz;Ana;;;"))
    #expect(lines.filter { $0.contains("Fulano") } == ["X-NOME-CIVIL:Fulano de Tal"])
  }

  @Test func `each filter lets its own through`() async throws {
    let desk = try await Desk()
    let today = desk.centre.clock.now.local.date
    func names(_ change: (inout ExportFilter) -> Void) async throws -> Set<String> {
      var filter = ExportFilter()
      change(&filter)
      let name = "f\(filter.conditions.map { "\($0.name)-\($0.value)" }.joined())"
      var request = full(.csv, filter)
      request.table = .interactions
      let (receipt, text) = try await desk.export(request, to: name, as: desk.bia)
      let found = ["Maria Silva", "João Prado", "Fulana Oculta"].filter {
        text.contains("\"\($0)\"")
      }
      #expect(receipt.counts.contacts == found.count)
      #expect(receipt.counts.interactions == found.count)
      return Set(found)
    }
    let all: Set = ["Maria Silva", "João Prado", "Fulana Oculta"]
    #expect(try await names { _ in } == all)
    #expect(try await names { $0.from = today } == ["Maria Silva", "Fulana Oculta"])
    #expect(try await names { $0.to = today.adding(days: -1) } == ["João Prado"])
    #expect(try await names { $0.urgency = .critical } == ["Maria Silva"])
    #expect(try await names { $0.city = "SAO PAULO" } == ["João Prado"])
    #expect(try await names { $0.city = "Olinda" }.isEmpty)
    #expect(try await names { $0.attendant = "ana" } == all)
    #expect(try await names { $0.attendant = "bia" }.isEmpty)
    #expect(try await names { $0.extraction = .manual } == all)
    #expect(try await names { $0.extraction = .pending }.isEmpty)
    #expect(try await names { $0.reasonCode = "outro" }.isEmpty)
  }

  @Test func `past the limit a second person agrees first, once, to exactly this`() async throws {
    let desk = try await Desk()
    try await desk.centre.book.changeSettings([.fourEyesExportLimit: "1"], as: desk.ana)
    let preview = try await desk.centre.book.exportPreview(full(.json), as: desk.bia)
    #expect(preview.fourEyes == .needed)
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.export(full(.json), as: desk.bia)
    }
    #expect(TestFolder.entries(of: desk.folder.path).isEmpty)
    let approval = try await desk.centre.book.requestApproval(of: preview.subject, as: desk.bia)
    _ = try await desk.centre.book.approve(approval.code, as: desk.dora)
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.export(full(.csv), as: desk.bia)
    }
    #expect(preview.subject.summary.contains("cadastros e atendimentos, com os textos"))
    #expect(preview.subject.summary.hasSuffix("Motivo: relatório mensal da coordenação"))
    // Another reason is another export.
    var other = full(.json)
    other.justification = Sensitive("curiosidade de um dia qualquer")
    let elsewhere = other
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.export(elsewhere, as: desk.bia)
    }
    let (receipt, _) = try await desk.export(full(.json), as: desk.bia)
    #expect(try desk.rows("SELECT approval FROM disclosures") == ["aprovado por dora"])
    #expect(receipt.counts.contacts == 3)
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.export(full(.json), to: "outra", as: desk.bia)
    }
    let masked = ExportRequest(format: .json, isMasked: true)
    #expect(try await desk.centre.book.exportPreview(masked, as: desk.dora).fourEyes == .turnedOff)
  }

  @Test func `an approval of one table is none of the other`() async throws {
    let desk = try await Desk()
    try await desk.centre.book.changeSettings([.fourEyesExportLimit: "1"], as: desk.ana)
    let people = full(.csv)
    var texts = people
    texts.table = .interactions
    let subject = try await desk.centre.book.exportPreview(people, as: desk.bia).subject
    #expect(subject.summary.contains("só cadastros, sem os textos"))
    let approval = try await desk.centre.book.requestApproval(of: subject, as: desk.bia)
    _ = try await desk.centre.book.approve(approval.code, as: desk.dora)
    let wanted = texts
    await #expect(throws: StoreError(.approvalRequired)) {
      _ = try await desk.export(wanted, to: "textos", as: desk.bia)
    }
    #expect(
      try await desk.centre.book.exportPreview(wanted, as: desk.bia).subject.summary
        .contains("atendimentos, com os textos"))
    _ = try await desk.export(people, as: desk.bia)
  }

  @Test(arguments: ExportFormat.allCases)
  func `what is cancelled leaves no file, and says so`(_ format: ExportFormat) async throws {
    let desk = try await Desk()
    let request = full(format)
    let task = Task {
      // Until it is cancelled.
      while !Task.isCancelled { await Task.yield() }
      return try await desk.export(request, as: desk.bia)
    }
    task.cancel()
    await #expect(throws: StoreError(.interrupted)) { _ = try await task.value }
    #expect(TestFolder.entries(of: desk.folder.path).isEmpty)
    #expect(try desk.rows("SELECT state, sha256 FROM disclosures") == ["interrompida|-"])
  }

  @Test(arguments: [ExportFormat.csv, .workbook])
  func `a file that is there gives way only when it is said`(_ format: ExportFormat) async throws {
    let desk = try await Desk()
    let path = "\(desk.folder.path)/lista"
    try Data("minha".utf8).write(to: URL(filePath: path))
    await #expect(throws: StoreError(.io)) {
      _ = try await desk.centre.book.export(
        full(format), to: .named("lista", in: desk.folder), as: desk.bia
      ) { _ in }
    }
    #expect(try desk.folder.text(of: "lista") == "minha")
    #expect(TestFolder.entries(of: desk.folder.path) == ["lista"])
    _ = try await desk.centre.book.export(
      full(format), to: .named("lista", in: desk.folder, replaces: true), as: desk.bia
    ) { _ in }
    #expect(try Data(contentsOf: URL(filePath: path)).count > 100)
    #expect(TestFolder.entries(of: desk.folder.path) == ["lista"])
  }
}
